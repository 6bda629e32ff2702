import type { QueryHandler } from '../core/context.ts';
import { readRow } from '../core/read.ts';
import { priceByPlan } from '../rating/price-by-plan.ts';
import { tariffplanModel } from './read-model.ts';

const TALK_SECONDS = 60;

/** By a plan that the caller owns, or is charged by: what it is charged it may know before it calls. */
export const priceCall: QueryHandler<'priceCall'> = async (context, input) => {
  const plan = await readRow(context, tariffplanModel, input.tariffplanId);
  const call = {
    direction: input.direction ?? 'outbound',
    number: input.number,
    startedAt: input.startedAt ?? context.now,
    talkMs: (input.talkSeconds ?? TALK_SECONDS) * 1000,
  };
  const price = await priceByPlan(context.deps.db.rows, plan, call);
  return {
    ...price,
    direction: call.direction,
    number: call.number,
    startedAt: call.startedAt.toISOString(),
  };
};

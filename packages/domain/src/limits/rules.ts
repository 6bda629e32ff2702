import type { Limit, OperationInput } from '@strowger/contracts';
import { compact } from '../core/compact.ts';
import type { MutationContext } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { holdRow } from '../core/write.ts';
import { consumerModel } from '../delivery/consumer-model.ts';
import type { OwnedRules } from '../owned/owned-resource.ts';
import { requireSetByOrAbove } from '../owned/set-by.ts';
import { type LimitRow, limitModel } from './read-model.ts';

type Create = OperationInput<'createLimit'>;
type Update = Omit<OperationInput<'updateLimit'>, 'limitId'>;
type Filters = { type?: Limit['type'] | undefined; enabled?: boolean | undefined };

/** Types that count over a window of time; the others judge one call, or the moment. */
const overTime: readonly Limit['type'][] = ['minutes', 'spend', 'callAttempts', 'distinctNumbers'];
/** Types whose threshold is an amount of money; the others count whole things. */
const money: readonly Limit['type'][] = ['spend', 'pricePerMinute'];
/** Types of which a call that is under way can be ended. */
const duringCall: readonly Limit['type'][] = ['minutes', 'spend', 'callDuration'];

/** A change of these makes the counter another one: it is counted anew. */
const whatIsCounted = [
  'direction',
  'countries',
  'prefixes',
  'period',
  'window',
  'timeZone',
  'enabled',
] as const satisfies readonly (keyof Update)[];

export const limitRules: OwnedRules<LimitRow, Limit, Create, Update, Filters> = {
  model: limitModel,
  guard: requireSetByOrAbove,

  async insert(context, base, input) {
    const { caller, tx } = context;
    const period = input.period ?? (overTime.includes(input.type) ? 'day' : 'none');
    const action = input.action ?? 'block';
    requireCoherent({ type: input.type, threshold: input.threshold, period, action });
    await requireConsumer(context, input.consumerId);
    await tx.limit.create({
      data: {
        ...base,
        setBy: caller.customerId,
        type: input.type,
        direction: input.direction ?? null,
        threshold: input.threshold,
        warnPercent: input.warnPercent ?? [],
        countries: input.countries ?? [],
        prefixes: input.prefixes ?? [],
        period,
        window: input.window ?? 'calendar',
        timeZone: input.timeZone ?? null,
        action,
        notifyEmails: input.notifyEmails ?? [],
        consumerId: input.consumerId ?? null,
        enabled: input.enabled ?? true,
        ...(overTime.includes(input.type) && { state: { create: {} } }),
      },
    });
  },

  async update(context, before, fields, touch) {
    requireCoherent({ ...before, ...compact(fields) });
    await requireConsumer(context, fields.consumerId);
    const { tx } = context;
    await tx.limit.update({ where: { id: before.id }, data: { ...compact(fields), ...touch } });
    const recount = whatIsCounted.some((name) => fields[name] !== undefined);
    await tx.limitState.updateMany({
      where: { limitId: before.id },
      data: { assess: true, ...(recount && { recount }) },
    });
  },

  async remove({ tx }, { id }) {
    await tx.limit.delete({ where: { id } });
  },

  where: (p, { type, enabled }) => [
    type && `t.type = ${p.add(type)}::limit_type`,
    enabled !== undefined && `t.enabled = ${p.add(enabled)}`,
  ],
};

function requireCoherent({
  type,
  threshold,
  period,
  action,
}: Pick<Limit, 'type' | 'threshold' | 'period' | 'action'>): void {
  if (!money.includes(type) && !/^\d+(\.0+)?$/.test(threshold)) {
    throw invalid('threshold', `of ${type} must be a whole number`);
  }
  if (overTime.includes(type) && period === 'none')
    throw invalid('period', `of ${type} must be hour, day or month`);
  if (!overTime.includes(type) && period !== 'none')
    throw invalid('period', `of ${type} must be none: it counts over no time`);
  if (action === 'terminate' && !duringCall.includes(type)) {
    throw invalid('action', `of ${type} must be notify or block: it says nothing of calls under way`);
  }
}

async function requireConsumer(
  context: MutationContext,
  consumerId: string | null | undefined,
): Promise<void> {
  if (consumerId) await holdRow(context, consumerModel, consumerId, 'consumerId');
}

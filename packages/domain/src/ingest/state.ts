import type { Db } from '@strowger/db';
import { PlanCache } from '../rating/plan-cache.ts';

/** What a process remembers of a database between batches. */
export type IngestState = {
  plans: PlanCache;
  /** Months (`2026-11`) whose partitions exist. */
  months: Set<string>;
  /** How many replays of quarantined records are under way. */
  replays: number;
};

const states = new WeakMap<Db, IngestState>();

export function ingestStateOf(db: Db): IngestState {
  const known = states.get(db);
  if (known) return known;
  const state = { plans: new PlanCache(), months: new Set<string>(), replays: 0 };
  states.set(db, state);
  return state;
}

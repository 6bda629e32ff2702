import type { Rerating } from '@strowger/contracts';

/** A re-rating as it is worked on. */
export type ReratingTask = {
  id: string;
  customerId: string;
  path: string;
  origin: Rerating['origin'];
  tariffplanId: string | null;
  childId: string | null;
  from: Date | null;
  to: Date | null;
  direction: Rerating['direction'];
  toNumber: string | null;
  only: Rerating['only'];
  plan: Rerating['plan'];
  dryRun: boolean;
  expectedCount: bigint | null;
  cursorStartedAt: Date | null;
  cursorRecordId: string | null;
};

import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

let lastMs = Number.NaN;
let sequence = 0;

/** A time-ordered UUIDv7; those that one process makes in the same millisecond are in order too. */
export function newId(now: Date): string {
  const msecs = now.getTime();
  sequence = msecs === lastMs ? sequence + 1 : randomInt(2 ** 31);
  lastMs = msecs;
  return v7({ msecs, seq: sequence });
}

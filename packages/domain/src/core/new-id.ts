import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
// Random bytes for 256 ids at a time: asked for one by one they were a twentieth of a creation.
const pool = Buffer.alloc(ID_BYTES * 256);
let used = pool.length;

// By millisecond: requests under way at once make ids for different times in turn.
const sequences = new Map<number, number>();
const SEQUENCES_MAX = 10_000;

/** A time-ordered UUIDv7; those that one process makes for the same millisecond are in order too. */
export function newId(now: Date): string {
  const msecs = now.getTime();
  const last = sequences.get(msecs);
  if (last === undefined && sequences.size === SEQUENCES_MAX) forgetOldest();
  const sequence = last === undefined ? randomInt(2 ** 31) : last + 1;
  sequences.set(msecs, sequence);
  return v7({ msecs, seq: sequence, random: randomBytes() });
}

/** The lowest id that can be made at a time: what was made from then on is found by the index on the id. */
export function firstIdOf(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function forgetOldest(): void {
  const [oldest] = sequences.keys();
  if (oldest !== undefined) sequences.delete(oldest);
}

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}

import { hash } from 'node:crypto';
import { uuidToBase32 } from '@strowger/contracts';
import type { Db } from '@strowger/db';

/** Resellers below the root, the largest first, and how many customers were made below them. */
export type LoadedTree = {
  root: { id: string; path: string };
  resellers: { id: string; path: string }[];
  customers: number;
};

const RESELLERS = 20;
const BATCH = 10_000;

const nameOf = (reseller: number): string => `Load reseller ${reseller + 1}`;

/**
 * Makes 20 resellers below the root, and end customers below these: the first reseller has a third of them, each next one
 * a third of the rest. The same count gives the same ids.
 * @throws Error if there is no platform, or if this was done before
 */
export async function loadCustomers(db: Db, customers: number, now: Date): Promise<LoadedTree> {
  const [root] = await db.rows<{ id: string; path: string }>(
    'select id, path from customer where parent_id is null',
  );
  if (!root) throw new Error('the platform must be made first');
  const make = async (parent: { id: string; path: string }, names: string[], kind: 'reseller' | 'end') => {
    const ids = names.map((name) => idOf(`${parent.id} ${name}`, now));
    const paths = ids.map((id) => parent.path + uuidToBase32(id));
    await db.rows(
      `insert into customer (id, parent_id, path, depth, name, kind, currency, time_zone, country, locale, billing_mode,
         created_at, updated_at)
       select made.id, $1, made.path, length(made.path) / 26, made.name, $2, 'EUR', 'Europe/Amsterdam', 'NL', 'en',
         'postpaid', $3, $3
       from unnest($4::uuid[], $5::text[], $6::text[]) as made (id, path, name)`,
      [parent.id, kind, now, ids, paths, names],
    );
    return ids.map((id, i) => ({ id, path: paths[i] as string }));
  };
  const filled = await db.rows('select from customer where parent_id = $1 and name = $2', [
    root.id,
    nameOf(0),
  ]);
  if (filled.length > 0) throw new Error('the database was filled before: take a fresh one');
  const names = Array.from({ length: RESELLERS }, (_, i) => nameOf(i));
  const resellers = await make(root, names, 'reseller');
  let left = customers;
  for (const [i, reseller] of resellers.entries()) {
    const share = i === resellers.length - 1 ? left : Math.ceil(left / 3);
    left -= share;
    for (let from = 0; from < share; from += BATCH) {
      const count = Math.min(BATCH, share - from);
      await make(
        reseller,
        Array.from({ length: count }, (_, n) => `Load customer ${i + 1}-${from + n + 1}`),
        'end',
      );
    }
  }
  await db.rows('vacuum analyze customer');
  return { root, resellers, customers };
}

/** A UUIDv7 of that time whose other bits come from a name. */
function idOf(name: string, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const rest = hash('sha256', name, 'hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${rest.slice(0, 3)}`,
    `8${rest.slice(3, 6)}`,
    rest.slice(6, 18),
  ].join('-');
}

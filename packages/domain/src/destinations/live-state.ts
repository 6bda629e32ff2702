import { type Destination, decodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { StateFields } from './read-model.ts';

/** An engine asks every half minute: what is older was found by none that still runs. */
export const STATE_SECONDS_MAX = 180;

/** Destinations with what the SIP engine has found by its probes. */
export async function withState(
  rows: Db['rows'],
  destinations: readonly Destination[],
  now: Date,
): Promise<Destination[]> {
  const asked = destinations.filter(({ probe, enabled }) => probe && enabled);
  if (asked.length === 0) return [...destinations];
  const found = await rows<{ id: string; isUp: boolean; changedAt: Date | null }>(
    `select destination_id as id, is_up as "isUp", changed_at as "changedAt" from destination_state
     where destination_id = any ($1::uuid[]) and is_up is not null
       and checked_at > $2::timestamptz - make_interval(secs => ${STATE_SECONDS_MAX})`,
    [asked.map(({ id }) => decodeId('destination', id)), now],
  );
  const byId = new Map(
    found.map(({ id, isUp, changedAt }): [string, StateFields] => [
      id,
      { state: isUp ? 'up' : 'down', stateSince: changedAt?.toISOString() ?? null },
    ]),
  );
  return destinations.map((one) =>
    one.probe && one.enabled ? { ...one, ...byId.get(decodeId('destination', one.id) ?? '') } : one,
  );
}

import type { Db } from '@strowger/db';
import { subtreeEnd } from '../core/tree-path.ts';
import { distinct, type Payer, type Scope } from './payer.ts';
import type { Call } from './prepare-record.ts';

type Trusted = Payer & { ip: string; techPrefix: string };

/** Whose trusted address a call came from. Two may trust the same one, told apart by the prefix that they dial. */
export async function findTrusted(
  rows: Db['rows'],
  scope: Scope,
  calls: readonly Call[],
): Promise<(call: Call) => Payer | undefined> {
  const ips = distinct(calls.map(({ record }) => (isPlaced(record) ? record.sourceIp : null)));
  if (ips.length === 0) return () => undefined;
  const found = await rows<Trusted>(
    `select sent.ip, n.tech_prefix as "techPrefix", w.customer_id as "customerId", w.user_id as "userId", w.path
     from unnest($1::text[]) as sent (ip)
     join trusted_network n on n.network >>= sent.ip::inet
     join whitelist w on w.id = n.whitelist_id
     where w.path >= $2 and w.path < $3 order by length(n.tech_prefix) desc`,
    [ips, scope.path, subtreeEnd(scope.path)],
  );
  return ({ record }) => {
    if (!isPlaced(record)) return undefined;
    const dialed = record.dialed || record.to;
    const match = found.find(({ ip, techPrefix }) => ip === record.sourceIp && dialed.startsWith(techPrefix));
    return match && { customerId: match.customerId, userId: match.userId, path: match.path };
  };
}

/** An inbound call comes from a carrier, and a leg that the switch made from the switch: neither is a customer's address. */
const isPlaced = (record: Call['record']): boolean =>
  (record.direction === 'outbound' || record.direction === 'internal') && record.originatingKey === null;

/** Whose active inbound number was called. */
export async function findInboundNumbers(
  rows: Db['rows'],
  scope: Scope,
  calls: readonly Call[],
): Promise<(call: Call) => Payer | undefined> {
  const numbers = distinct(calls.map((call) => (mayBeInbound(call) ? call.toNumber : null)));
  if (numbers.length === 0) return () => undefined;
  const found = await rows<Payer & { number: string }>(
    `select sent.number, e.customer_id as "customerId", e.user_id as "userId", e.path
     from unnest($1::text[]) as sent (number)
     join extension e on int8range(e.first_number, e.last_number, '[]') @> substr(sent.number, 2)::bigint
     where e.direction = 'inbound' and e.status = 'active' and e.path >= $2 and e.path < $3`,
    [numbers, scope.path, subtreeEnd(scope.path)],
  );
  const byNumber = new Map(found.map(({ number, ...payer }) => [number, payer]));
  return (call) => (mayBeInbound(call) ? byNumber.get(call.toNumber ?? '') : undefined);
}

const mayBeInbound = ({ record }: Call): boolean =>
  record.direction === 'inbound' || (record.directionByPayer && record.direction !== 'forwarded');

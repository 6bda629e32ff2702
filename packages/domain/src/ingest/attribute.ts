import { decodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { notFound } from '../core/domain-error.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { findInboundNumbers, findTrusted } from './attribute-by-address.ts';
import type { NormalRecord } from './formats/parsed-record.ts';
import { distinct, type Payer, type Scope } from './payer.ts';
import type { Call, Refusal } from './prepare-record.ts';

/** `direction`: where the record left it to who pays. */
export type Attribution =
  | { payer: Payer; direction?: NormalRecord['direction'] }
  | { payer: undefined; refusal: Refusal };

type Leg = Payer & { direction: string };

const DAY_MS = 86_400_000;
/** How long before the leg that it originated a leg may have begun. */
const LEG_AGE_MS_MAX = 7 * DAY_MS;

/**
 * Finds the payers of a batch, in the scope of the source's customer, with one query for each kind of mark: the
 * authenticated user, else the account code, else the trusted source address, else the inbound number, else whoever pays
 * for the originating leg.
 */
export async function findPayers(
  rows: Db['rows'],
  scope: Scope,
  calls: readonly Call[],
): Promise<(call: Call) => Attribution> {
  const records = calls.map((call) => call.record);
  const users = await findUsers(rows, scope, records);
  const accounts = await findAccounts(rows, scope, records);
  const named = ({ record }: Call) => namedBy(record, users, accounts);
  const unnamed = calls.filter((call) => named(call) === undefined);
  const trusted = await findTrusted(rows, scope, unnamed);
  const numbers = await findInboundNumbers(rows, scope, [
    ...unnamed,
    ...calls.filter((call) => call.record.directionByPayer),
  ]);
  const legs = await findLegs(rows, scope, records);
  const inBatch = new Map(calls.map((call) => [call.record.recordKey, call]));

  const own = (call: Call): Attribution | undefined => {
    const found = named(call);
    const called = numbers(call);
    if (found?.payer && call.record.directionByPayer && called?.customerId === found.payer.customerId) {
      return { ...found, direction: 'inbound' };
    }
    if (found) return found;
    const payer = trusted(call);
    if (payer) return { payer };
    return called && { payer: called, direction: 'inbound' };
  };

  /** `from`: the legs that led here, so that a circle ends. */
  const attribute = (call: Call, from: readonly string[] = []): Attribution => {
    const found = own(call);
    if (found) return found;
    const { record } = call;
    const key = record.originatingKey;
    if (key === null) return refuse('unattributed', missing(record));
    const leg = legs.get(key) ?? legInBatch(inBatch.get(key), [...from, record.recordKey]);
    if (!leg) {
      return refuse('unattributed', `${missing(record)}; its originating leg is not known yet`, key);
    }
    // Who forwards pays for it: whoever was called. The caller pays for the call that was made.
    if (!record.bLeg && leg.direction !== 'inbound') {
      return refuse('unattributed', `${missing(record)}: who forwarded it is not known`);
    }
    return { payer: { customerId: leg.customerId, userId: leg.userId, path: leg.path } };
  };

  const legInBatch = (call: Call | undefined, from: readonly string[]): Leg | undefined => {
    if (!call || from.includes(call.record.recordKey)) return undefined;
    const found = attribute(call, from);
    return found.payer && { ...found.payer, direction: found.direction ?? call.record.direction };
  };

  return (call) => attribute(call);
}

/** All of a batch to one payer, as an operator says, who knows better. @throws DomainError it is not in the scope any more */
export async function attributeTo(
  rows: Db['rows'],
  scope: Scope,
  calls: readonly Call[],
  { customerId, userId }: { customerId: string; userId: string | null },
): Promise<(call: Call) => Attribution> {
  const [customer] = await rows<{ path: string }>(
    'select path from customer where id = $1 and path >= $2 and path < $3',
    [customerId, scope.path, subtreeEnd(scope.path)],
  );
  if (!customer) throw notFound('customer', 'customerId');
  const payer: Payer = { customerId, userId, path: customer.path };
  const numbers = await findInboundNumbers(
    rows,
    scope,
    calls.filter((call) => call.record.directionByPayer),
  );
  return (call) => (numbers(call)?.customerId === customerId ? { payer, direction: 'inbound' } : { payer });
}

/** Who a record names in so many words, or that it names several. */
function namedBy(
  record: NormalRecord,
  users: ReadonlyMap<string, Payer>,
  accounts: (code: string) => Payer[],
): Attribution | undefined {
  const user = record.authUser ? users.get(authKey(record.authUser)) : undefined;
  if (user) return { payer: user };
  const accountOf = (code: string | null | undefined, field: string): Attribution | undefined => {
    const named = code ? accounts(code) : [];
    if (named.length > 1) return refuse('ambiguous', `${field} names ${named.length} customers or users`);
    return named[0] && { payer: named[0] };
  };
  const caller = accountOf(record.accountCode, 'accountCode');
  if (caller) return caller;
  const called = accountOf(record.peerAccount, 'peeraccount');
  return called?.payer ? { ...called, direction: 'inbound' } : called;
}

const refuse = (
  reason: Refusal['reason'],
  detail: string,
  waitsForLeg: string | null = null,
): Attribution => ({
  payer: undefined,
  refusal: { reason, detail, waitsForLeg },
});

function missing({ authUser, accountCode, peerAccount }: NormalRecord): string {
  const named = [authUser && 'authUser', accountCode && 'accountCode', peerAccount && 'peeraccount'].filter(
    (field) => typeof field === 'string' && field !== '',
  );
  if (named.length === 0) return 'neither authUser nor accountCode is given';
  return `${named.join(' and ')} ${named.length === 1 ? 'names' : 'name'} nobody in the scope of the source`;
}

/** The realm is a host name: its case does not count, that of the user part does. */
function authKey(authUser: string): string {
  const at = authUser.lastIndexOf('@');
  return at < 0 ? authUser : authUser.slice(0, at + 1) + authUser.slice(at + 1).toLowerCase();
}

async function findUsers(rows: Db['rows'], scope: Scope, records: readonly NormalRecord[]) {
  const wanted = distinct(records.map((record) => record.authUser && authKey(record.authUser)));
  const pairs = wanted.filter((key) => key.includes('@')).map((key) => [key, key.lastIndexOf('@')] as const);
  if (pairs.length === 0) return new Map<string, Payer>();
  const found = await rows<Payer & { username: string; domain: string }>(
    `select u.customer_id as "customerId", u.id as "userId", u.path, wanted.username, wanted.domain
     from unnest($1::text[], $2::text[]) as wanted (username, domain)
     cross join lateral (
       select u.* from domain d join "user" u on u.domain_id = d.id and u.username = wanted.username
       where d.domain = wanted.domain limit 1) u
     where u.path >= $3 and u.path < $4`,
    [
      pairs.map(([key, at]) => key.slice(0, at)),
      pairs.map(([key, at]) => key.slice(at + 1)),
      scope.path,
      subtreeEnd(scope.path),
    ],
  );
  return new Map(found.map(({ username, domain, ...payer }) => [`${username}@${domain}`, payer]));
}

/** Account codes are ids, or externalIds, which are unique only at one customer: there may be several. */
async function findAccounts(
  rows: Db['rows'],
  scope: Scope,
  records: readonly NormalRecord[],
): Promise<(code: string) => Payer[]> {
  const codes = distinct(records.flatMap((record) => [record.accountCode, record.peerAccount]));
  if (codes.length === 0) return () => [];
  const idOf = (code: string) => decodeId('customer', code) ?? decodeId('user', code);
  const found = await rows<Payer & { id: string; externalId: string | null }>(
    `select id, id as "customerId", null as "userId", path, external_id as "externalId" from customer
     where (external_id = any($1) or id = any($2)) and path >= $3 and path < $4
     union all
     select id, customer_id, id, path, external_id from "user"
     where (external_id = any($1) or id = any($2)) and path >= $3 and path < $4`,
    [codes, codes.map(idOf).filter((id) => id !== undefined), scope.path, subtreeEnd(scope.path)],
  );
  const byId = new Map<string, Payer>();
  const byExternalId = new Map<string, Payer[]>();
  for (const { id, externalId, ...payer } of found) {
    byId.set(id, payer);
    if (externalId !== null) byExternalId.set(externalId, [...(byExternalId.get(externalId) ?? []), payer]);
  }
  // An id wins over an externalId of the same letters, which anybody may choose.
  return (code) => {
    const named = byId.get(idOf(code) ?? '');
    return named ? [named] : (byExternalId.get(code) ?? []);
  };
}

/** Originating legs that were accepted before. Their payer's path is the one of now, as for every record. */
async function findLegs(rows: Db['rows'], scope: Scope, records: readonly NormalRecord[]) {
  const waiting = records.filter((record) => record.originatingKey !== null);
  const legs = new Map<string, Leg>();
  if (waiting.length === 0) return legs;
  const { from, to } = legPeriod(waiting);
  const found = await rows<Leg & { recordKey: string }>(
    `select wanted.record_key as "recordKey", r.direction, r.customer_id as "customerId", r.user_id as "userId", c.path
     from unnest($2::text[]) as wanted (record_key)
     cross join lateral (
       select r.direction, r.customer_id, r.user_id from call_record r
       where r.source_id = $1 and r.record_key = wanted.record_key and r.started_at >= $3 and r.started_at < $4
       order by r.started_at desc limit 1) r
     join customer c on c.id = r.customer_id
     where c.path >= $5 and c.path < $6`,
    [
      scope.sourceId,
      distinct(waiting.map((record) => record.originatingKey)),
      from,
      to,
      scope.path,
      subtreeEnd(scope.path),
    ],
  );
  for (const { recordKey, ...leg } of found) legs.set(recordKey, leg);
  return legs;
}

/** When the originating legs of records may have begun: so that few partitions are looked at. */
export function legPeriod(records: readonly { startedAt: Date }[]): { from: Date; to: Date } {
  const times = records.map((record) => record.startedAt.getTime());
  return {
    from: new Date(Math.min(...times) - LEG_AGE_MS_MAX),
    to: new Date(Math.max(...times) + DAY_MS),
  };
}

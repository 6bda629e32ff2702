import { decodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { expectedCharges } from './check-charges.ts';
import type { Order } from './events.ts';
import { type Call, unitsOf } from './prices.ts';
import { isBatch, type Message, type Sink } from './sink.ts';
import type { World } from './world.ts';

type Checking = {
  db: Db;
  world: World;
  calls: readonly Call[];
  acknowledgedAt: Float64Array;
  faults: string[];
};

const isOf = ({ levels }: World, customer: string, call: Call): boolean =>
  (levels[call.payer] ?? []).some((level) => level.customer === customer);

/** The receiver of an order holds exactly its manifest, and that is every record of the period and scope at its watermark. */
export async function checkOrder(
  { db, world, calls, acknowledgedAt, faults }: Checking,
  order: Order,
): Promise<void> {
  const { sink, id } = order;
  const fault = (text: string) => faults.push(`${sink.name}, ${id}: ${text}`);
  const own = [...sink.messages.values()].filter(({ requestId, isHeld }) => requestId === id && isHeld);
  const manifests = own.filter(({ type }) => type === 'call_records.completed');
  const manifest = manifests.at(-1)?.manifest;
  if (!manifest) return void fault('no manifest was taken');
  const listed = manifest.batches.map(({ id: messageId }) => sink.messages.get(messageId));
  for (const [i, batch] of manifest.batches.entries()) {
    const message = listed[i];
    if (!message?.isHeld) fault(`batch ${batch.sequence} is missing`);
    else if (message.sha256 !== batch.sha256 || message.records.length !== batch.recordCount)
      fault(`batch ${batch.sequence} is not what the manifest says`);
  }
  const held = own.filter(({ type }) => isBatch(type)).map(({ id: messageId }) => messageId);
  const strangers = held.filter((messageId) => !manifest.batches.some((batch) => batch.id === messageId));
  if (strangers.length > 0) fault(`${strangers.length} batches are held that no manifest names`);
  const indexes = listed.flatMap((message) => message?.records.map(({ index }) => index) ?? []);
  if (new Set(indexes).size !== indexes.length) fault('a record came in two batches');
  if (manifest.recordCount !== indexes.length || manifest.batchCount !== listed.length)
    fault(`the manifest counts ${manifest.recordCount}, its batches hold ${indexes.length}`);
  checkOrdered(listed, fault);

  const owner = world[sink.owner].uuid;
  const belongs = (call: Call) =>
    call.startedAt >= order.from && call.startedAt < order.to && isOf(world, owner, call);
  const got = new Set(indexes);
  const foreign = indexes.filter((index) => !belongs(calls[index] as Call));
  if (foreign.length > 0) fault(`${foreign.length} records are of another period or scope`);
  const lost = calls.filter(
    (call) =>
      belongs(call) && (acknowledgedAt[call.index] as number) < order.placedAt && !got.has(call.index),
  );
  if (lost.length > 0)
    fault(`${lost.length} records are missing that were accepted before, as call-${lost[0]?.index}`);
  const pinned = await db.rows<{ key: string }>(
    `select r.record_key as key from call_record_request q
     join call_record r on r.started_at >= q."from" and r.started_at < q."to"
     join ingest_batch b on b.number = r.ingest_batch and pg_visible_in_snapshot(b.xid, q.watermark_snapshot::pg_snapshot)
     where q.id = $1 and exists (select from charge g where g.customer_id = $2
       and (g.started_at, g.record_id, g.tenant_id) = (r.started_at, r.id, r.tenant_id))`,
    [decodeId('callRecordRequest', id), owner],
  );
  if (pinned.length !== got.size || pinned.some(({ key }) => !got.has(Number(key.replace('call-', '')))))
    fault(`${got.size} records came, ${pinned.length} were there at its watermark`);
}

/** By startedAt; batches that were split keep that among themselves only. */
function checkOrdered(batches: readonly (Message | undefined)[], fault: (text: string) => void): void {
  for (const batch of batches) {
    const times = batch?.records.map(({ startedAt }) => startedAt) ?? [];
    if (times.some((time, i) => i > 0 && (times[i - 1] as string) > time)) fault('records are out of order');
  }
}

/** The amounts in what was ordered in the end are those of the test's own reckoning, at the level of the receiver. */
export function checkAmounts({ world, calls, faults }: Checking, { sink, id }: Order): void {
  const owner = world[sink.owner].uuid;
  let wrong = 0;
  for (const { requestId, isHeld, records } of sink.messages.values()) {
    if (requestId !== id || !isHeld) continue;
    for (const { index, cost, revenue } of records) {
      const own = expectedCharges(world, calls[index] as Call).find(({ customer }) => customer === owner);
      if (unitsOf(cost) !== (own?.cost ?? null) || unitsOf(revenue) !== (own?.revenue ?? null)) wrong++;
    }
  }
  if (wrong > 0) faults.push(`${sink.name}, ${id}: ${wrong} records came with wrong amounts`);
}

/** A consumer of live records holds each record of its scope, in one message only. */
export function checkLive({ world, calls, faults }: Checking, sink: Sink): void {
  const live = [...sink.messages.values()].filter(
    ({ type, isHeld }) => type === 'call_record.created' && isHeld,
  );
  const indexes = live.flatMap(({ records }) => records.map(({ index }) => index));
  const owner = world[sink.owner].uuid;
  const own = calls.filter((call) => isOf(world, owner, call));
  const got = new Set(indexes);
  if (got.size !== indexes.length)
    faults.push(`${sink.name}: ${indexes.length - got.size} live records came in two messages`);
  const lost = own.filter(({ index }) => !got.has(index));
  if (lost.length > 0)
    faults.push(`${sink.name}: ${lost.length} live records never came, as call-${lost[0]?.index}`);
  if (got.size > own.length)
    faults.push(`${sink.name}: ${got.size} live records came, ${own.length} are its own`);
}

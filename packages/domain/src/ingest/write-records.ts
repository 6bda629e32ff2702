import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { tenantId } from '../core/tree-path.ts';
import { type Charge, type ChargeLevel, type ChargeSide, chargeRecord } from '../rating/charge-record.ts';
import { accrue } from '../usage/accrue.ts';
import type { UsageLine } from '../usage/tally.ts';
import type { Payer } from './payer.ts';
import type { Call } from './prepare-record.ts';
import type { Transaction } from './transaction.ts';

/** A call whose payer is known, with the levels that are charged for it, the payer first. */
export type AcceptedCall = {
  call: Call;
  payer: Payer;
  levels: readonly ChargeLevel[];
  /** From which level on the extension and the destination of the record are shown. */
  seenFrom: (kind: 'extension' | 'destination') => number | null;
};

const recordColumns = `id, tenant_id, started_at, source_id, record_key, ingest_batch, ingested_at, call_id, leg_id,
  other_leg_id, customer_id, user_id, extension_id, extension_level, destination_id, destination_level, direction, "from", "to", from_number, to_number, dialed, caller_name, forwarded_by,
  country, ringing_at, answered_at, ended_at, duration_ms, talk_ms, setup_ms, disposition, blocked_reason, sip_code,
  q850_cause, hangup_by, source_ip, user_agent, codec, b_leg, emergency`;

const chargeColumns = `tenant_id, customer_id, started_at, record_id, level, rating_status,
  cost_amount, cost_currency, cost_rate_id, cost_prefix, cost_billed_seconds, cost_terms, cost_asked_plan_id,
  revenue_amount, revenue_currency, revenue_rate_id, revenue_prefix, revenue_billed_seconds, revenue_terms,
  revenue_asked_plan_id`;

/** Writes the records of a batch and the charges of all their levels, and counts them. */
export async function writeRecords(
  transaction: Transaction,
  batch: { number: bigint; sourceId: string; now: Date },
  calls: readonly AcceptedCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const records: string[] = [];
  const charges: string[] = [];
  const lines: UsageLine[] = [];
  const tenants = new Map<string, string>();
  const ids = newIds(batch.now, calls.length);
  calls.forEach((accepted, i) => {
    const { call, payer, levels } = accepted;
    const tenant = tenants.get(payer.path) ?? tenantId(payer.path);
    tenants.set(payer.path, tenant);
    const id = ids(i);
    const { startedAt } = call.record;
    const startedAtText = startedAt.toISOString();
    records.push(copyLine(recordValues(accepted, { ...batch, id, tenant, startedAtText })));
    const chargeable = {
      direction: call.chargeDirection,
      number: call.toNumber,
      startedAt,
      talkMs: call.talkMs,
    };
    const charged = chargeRecord(chargeable, levels);
    lines.push(usageLine(accepted, tenant, charged));
    // The revenue of a level is the cost of the one below: each side is written out once.
    let below: { side: ChargeSide; text: string } | undefined;
    for (const { customerId, level, ratingStatus, cost, revenue } of charged) {
      const costText = sideText(cost);
      const revenueText = below?.side === revenue ? below.text : sideText(revenue);
      charges.push(
        `${tenant}\t${customerId}\t${startedAtText}\t${id}\t${level}\t${ratingStatus}\t${costText}\t${revenueText}\n`,
      );
      below = { side: cost, text: costText };
    }
  });
  await transaction.copyIn(`copy call_record (${recordColumns}) from stdin`, chunksOf(records));
  await transaction.copyIn(`copy charge (${chargeColumns}) from stdin`, chunksOf(charges));
  await accrue(transaction, lines);
}

const usageLine = (
  { call, payer }: AcceptedCall,
  tenantId: string,
  charges: readonly Charge[],
): UsageLine => ({
  sign: 1,
  call: {
    direction: call.record.direction,
    bLeg: call.record.bLeg,
    emergency: call.emergency,
    country: call.country,
    toNumber: call.toNumber,
    to: call.record.to,
    startedAt: call.record.startedAt,
    talkMs: call.talkMs,
    disposition: call.record.disposition,
  },
  tenantId,
  userId: payer.userId,
  charges,
});

const ID_BYTES = 16;

/** Time-ordered ids as newId makes them; the random bytes of a batch are drawn at once, which costs a tenth. */
function newIds(now: Date, count: number): (index: number) => string {
  const random = randomBytes(ID_BYTES * count);
  const msecs = now.getTime();
  return (i) => v7({ msecs, random: random.subarray(ID_BYTES * i, ID_BYTES * (i + 1)) });
}

type Value = string | number | bigint | null | undefined;

function recordValues(
  { call, payer, seenFrom }: AcceptedCall,
  row: { id: string; tenant: string; startedAtText: string; number: bigint; sourceId: string; now: Date },
): Value[] {
  const { record } = call;
  return [
    row.id,
    row.tenant,
    row.startedAtText,
    row.sourceId,
    record.recordKey,
    row.number,
    row.now.toISOString(),
    record.callId,
    record.legId,
    record.otherLegId,
    payer.customerId,
    payer.userId,
    record.extensionId,
    seenFrom('extension'),
    record.destinationId,
    seenFrom('destination'),
    record.direction,
    record.from,
    record.to,
    call.fromNumber,
    call.toNumber,
    record.dialed,
    record.callerName,
    record.forwardedBy,
    call.country,
    record.ringingAt?.toISOString(),
    record.answeredAt?.toISOString(),
    record.endedAt.toISOString(),
    call.durationMs,
    call.talkMs,
    call.setupMs,
    record.disposition,
    record.blockedReason,
    record.sipCode,
    record.q850Cause,
    record.hangupBy,
    record.sourceIp,
    record.userAgent,
    record.codec,
    String(record.bLeg),
    String(call.emergency),
  ];
}

/** Ids, numbers and codes: nothing in them is escaped. */
const sideText = (side: ChargeSide): string =>
  `${side.amount ?? NULL}\t${side.currency ?? NULL}\t${side.rateId ?? NULL}\t${side.prefix ?? NULL}\t${
    side.billedSeconds ?? NULL
  }\t${side.terms ?? NULL}\t${side.askedPlanId ?? NULL}`;

const NULL = '\\N';

/** One line of COPY's text format. */
function copyLine(values: readonly Value[]): string {
  let text = copyValue(values[0]);
  for (let i = 1; i < values.length; i++) text += `\t${copyValue(values[i])}`;
  return `${text}\n`;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyValue(value: Value): string {
  if (value === null || value === undefined) return NULL;
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : value;
}

const CHUNK_LINES = 250;

function* chunksOf(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += CHUNK_LINES) yield lines.slice(at, at + CHUNK_LINES).join('');
}

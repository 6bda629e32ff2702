import { formatAmount, formatCount, formatPercent, formatTime } from '@/lib/format.ts';
import { type Room, roomAddress } from '@/lib/rooms.ts';
import type { AttentionItem, AttentionKind, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { asrOf } from './figures.ts';

/** A ratio of a handful of calls says nothing. */
const SEIZURES_MIN = 20;
const ASR_DROP = 0.15;
/** The server counts no further: things of a kind, records of a source. */
export const COUNT_MAX = 200;
const RECORDS_MAX = 1_000;

/** Where each kind is mended: the page of the thing, or a room of its customer. */
const rooms: Record<AttentionKind, Room> = {
  balanceUsedUp: 'ledger',
  balanceLow: 'ledger',
  limitReached: 'limits',
  limitNear: 'limits',
  consumerDisabled: 'consumers',
  consumerFailing: 'consumers',
  destinationDown: 'destinations',
  requestFailed: 'requests',
  requestHeld: 'requests',
  quarantine: 'quarantine',
  unrated: 'call-records',
  domainPending: 'domains',
  apiKeyExpiring: 'api-keys',
};

export function addressOf(kind: AttentionKind, { customerId, thingId }: AttentionItem): string {
  const room = roomAddress(customerId, rooms[kind]);
  if (kind === 'quarantine') return `${room}?source=${thingId}`;
  if (kind === 'unrated') return `${room}?ratingStatus=unrated&period=7d`;
  return thingId === null ? room : `${room}/${thingId}`;
}

const amount = (value: string | null, currency: string | null): string => {
  if (value === null) return '';
  return currency === null
    ? formatCount(Math.round(Number(value) * 100) / 100)
    : formatAmount(value, currency);
};

/** So many, or so many and more. */
export const countOf = (count: number, max: number): string =>
  count < max ? formatCount(count) : text.orMore(formatCount(count));

/** What there is to know beside the sentence. */
export function detailOf(kind: AttentionKind, item: AttentionItem, timeZone: string): string {
  const { value, of, currency, since, detail } = item;
  switch (kind) {
    case 'balanceUsedUp':
    case 'balanceLow':
      return amount(value, currency);
    case 'limitReached':
    case 'limitNear': {
      const share = Number(of) === 0 ? 1 : Number(value) / Number(of);
      return text.limitDetail(amount(value, currency), amount(of, currency), formatPercent(share));
    }
    case 'quarantine':
      return text.quarantineDetail(countOf(Number(value), RECORDS_MAX));
    case 'unrated':
      return text.unratedDetail(formatCount(Number(value)));
    case 'apiKeyExpiring':
      return since ? formatTime(since, timeZone) : '';
    case 'domainPending':
      return text.domainDetail;
    default:
      return detail ?? (since ? text.since(formatTime(since, timeZone)) : '');
  }
}

/** How far the answer-seizure ratio fell, in words; null where it did not, or too few calls tell it. */
export function asrDropOf(
  now: Usage['total'] | undefined,
  before: Usage['total'] | undefined,
): string | null {
  if (!now || !before) return null;
  const [asr, asrBefore] = [asrOf(now), asrOf(before)];
  if (now.seizures < SEIZURES_MIN || before.seizures < SEIZURES_MIN) return null;
  if (asr === null || asrBefore === null || asrBefore - asr < ASR_DROP) return null;
  return text.asrDetail(formatPercent(asr), formatPercent(asrBefore));
}

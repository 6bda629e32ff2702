import { formatAmount, formatCount, formatPercent } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import type { CallRecordRequest, Consumer, Customer, Limit, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { telephonyWords } from '@/messages/telephony-words.ts';
import { asrOf } from './figures.ts';

export type Concern = { key: string; tone: 'bad' | 'warn'; title: string; detail: string; href: string };

type Known = {
  customer: Customer;
  limits: readonly Limit[];
  consumers: readonly Consumer[];
  requests: readonly CallRecordRequest[];
  now: Usage['total'] | undefined;
  before: Usage['total'] | undefined;
};

/** A ratio of a handful of calls says nothing. */
const SEIZURES_MIN = 20;
const ASR_DROP = 0.15;
const NEAR_SHARE = 0.8;

/** What an operator should look at, the worst first. */
export function concernsOf(known: Known): Concern[] {
  const concerns = [
    ...ofBalance(known.customer),
    ...known.limits.flatMap(ofLimit),
    ...known.consumers.flatMap(ofConsumer),
    ...known.requests.map((request) => ofRequest(request, known.customer.id)),
    ...ofCalls(known),
  ];
  return concerns.sort((one, other) => Number(one.tone === 'warn') - Number(other.tone === 'warn'));
}

function ofBalance({
  id,
  balance,
  creditLimit,
  lowBalanceThreshold,
  currency,
  billingMode,
}: Customer): Concern[] {
  const left = Number(balance) + Number(creditLimit);
  const concern = {
    key: 'balance',
    detail: formatAmount(balance, currency),
    href: roomAddress(id, 'ledger'),
  };
  if (billingMode === 'prepaid' && left <= 0) return [{ ...concern, tone: 'bad', title: text.balanceUsedUp }];
  if (lowBalanceThreshold !== null && Number(balance) <= Number(lowBalanceThreshold)) {
    return [{ ...concern, tone: 'warn', title: text.balanceLow }];
  }
  return [];
}

function ofLimit(limit: Limit): Concern[] {
  const { id, customerId, type, threshold, currentValue, warnPercent, triggeredAt } = limit;
  if (currentValue === null) return [];
  const share = Number(threshold) === 0 ? 1 : Number(currentValue) / Number(threshold);
  const warnFrom = Math.min(NEAR_SHARE, ...warnPercent.map((percent) => percent / 100));
  if (triggeredAt === null && share < warnFrom) return [];
  const count = (value: string) => formatCount(Math.round(Number(value) * 100) / 100);
  return [
    {
      key: id,
      tone: triggeredAt === null ? 'warn' : 'bad',
      title: (triggeredAt === null ? text.limitNear : text.limitReached)(telephonyWords.limitTypes[type]),
      detail: text.limitDetail(count(currentValue), count(threshold), formatPercent(share)),
      href: roomAddress(customerId, 'limits'),
    },
  ];
}

function ofConsumer({ id, customerId, url, status, failingSince, disabledReason }: Consumer): Concern[] {
  const href = `${roomAddress(customerId, 'consumers')}/${id}`;
  if (status === 'disabled' && disabledReason !== null) {
    return [{ key: id, tone: 'bad', title: text.consumerDisabled, detail: url, href }];
  }
  if (failingSince === null) return [];
  return [{ key: id, tone: 'bad', title: text.consumerFailing, detail: url, href }];
}

const ofRequest = ({ id, status, lastError }: CallRecordRequest, customerId: string): Concern => ({
  key: id,
  tone: status === 'failed' ? 'bad' : 'warn',
  title: status === 'failed' ? text.requestFailed : text.requestHeld,
  detail: lastError ?? '',
  href: `${roomAddress(customerId, 'requests')}/${id}`,
});

function ofCalls({ customer, now, before }: Known): Concern[] {
  if (!now) return [];
  const href = roomAddress(customer.id, 'overview');
  const concerns: Concern[] = [];
  if (now.unratedCalls > 0) {
    const detail = text.unratedDetail(formatCount(now.unratedCalls));
    const unrated = `${roomAddress(customer.id, 'call-records')}?ratingStatus=unrated`;
    concerns.push({ key: 'unrated', tone: 'warn', title: text.unrated, detail, href: unrated });
  }
  const asr = asrOf(now);
  const asrBefore = before && asrOf(before);
  const isTold = now.seizures >= SEIZURES_MIN && (before?.seizures ?? 0) >= SEIZURES_MIN;
  if (isTold && asr !== null && asrBefore != null && asrBefore - asr >= ASR_DROP) {
    const detail = text.asrDetail(formatPercent(asr), formatPercent(asrBefore));
    concerns.push({ key: 'asr', tone: 'bad', title: text.asrDropped, detail, href });
  }
  return concerns;
}

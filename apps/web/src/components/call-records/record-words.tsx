import { formatMoney } from '@/lib/format.ts';
import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-records.ts';
import { t } from '@/messages.ts';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<CallRecord['disposition'], Tone> = {
  answered: 'good',
  noAnswer: 'neutral',
  busy: 'neutral',
  cancelled: 'neutral',
  failed: 'bad',
  congestion: 'bad',
  blocked: 'warn',
};

export function Disposition({ disposition }: Pick<CallRecord, 'disposition'>) {
  return <Status tone={tones[disposition]}>{text.dispositions[disposition]}</Status>;
}

const ratingTones: Record<CallRecord['ratingStatus'], Tone> = {
  rated: 'good',
  unrated: 'warn',
  failed: 'bad',
  zero: 'neutral',
};

export function Rating({ status }: { status: CallRecord['ratingStatus'] }) {
  return <Status tone={ratingTones[status]}>{text.ratings[status]}</Status>;
}

/** An amount with all the decimals that it was rounded to. */
export const priceText = ({ amount, currency }: Pick<CallRecord['cost'], 'amount' | 'currency'>): string =>
  amount === null || currency === null ? t.common.none : formatMoney(amount, currency);

/** E.164 where it is known, else what the switch wrote. */
export const callerOf = ({ fromNumber, from }: CallRecord): string => fromNumber ?? from;
export const calledOf = ({ toNumber, to }: CallRecord): string => toNumber ?? to;

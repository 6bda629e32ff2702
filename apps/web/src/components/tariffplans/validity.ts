import { text } from '../../messages/tariffplans.ts';

type Period = { validFrom: string; validTo: string | null };

/** `Since 1 Nov 2026`, or `1 Nov 2026 – 1 Dec 2026` */
export const validityOf = ({ validFrom, validTo }: Period, format: (at: string) => string): string =>
  validTo === null
    ? text.validity.from(format(validFrom))
    : text.validity.period(format(validFrom), format(validTo));

export type PeriodState = 'valid' | 'future' | 'ended';

/** Whether a period has begun or is over. */
export function periodState({ validFrom, validTo }: Period, now: Date): PeriodState {
  if (new Date(validFrom) > now) return 'future';
  return validTo !== null && new Date(validTo) <= now ? 'ended' : 'valid';
}

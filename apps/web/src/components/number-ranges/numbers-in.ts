import type { NumberRange } from '@/lib/wire.ts';

/** How many numbers a range holds. E.164 has 15 digits: they fit a double. */
export const numbersIn = ({ rangeStart, rangeEnd }: NumberRange): number =>
  Number(rangeEnd.slice(1)) - Number(rangeStart.slice(1)) + 1;

import { telephonyWords } from '@/messages/telephony-words.ts';
import type { Extension, Forward, NumberRange } from './wire.ts';

type Numbers = Partial<Pick<Extension, 'number' | 'dialPattern'>> &
  Pick<NumberRange | Extension, 'rangeStart' | 'rangeEnd'>;

/** `+31201234567`, `+31201234500 – +31201234599`, or the dial pattern */
export const numbersOf = ({ number, dialPattern, rangeStart, rangeEnd }: Numbers): string =>
  number ?? dialPattern ?? `${rangeStart} – ${rangeEnd}`;

/** `On busy → +31612345678`. An id stands for itself. */
export const forwardName = ({ condition, target }: Pick<Forward, 'condition' | 'target'>): string =>
  `${telephonyWords.conditions[condition]} → ${target}`;

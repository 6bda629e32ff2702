import { BULK_LINES_MAX } from './bulk-kind.ts';

export type Series = { count: string; first: string; number: string };
export type SeriesFault = { field: keyof Series; reason: 'count' | 'first' | 'number' };

/** Lines of users that count up from a first name and number: `desk-099`, `desk-100`, … */
export function makeSeries({ count, first, number }: Series): string | SeriesFault {
  const lines = Number(count);
  if (!Number.isInteger(lines) || lines < 1 || lines > BULK_LINES_MAX)
    return { field: 'count', reason: 'count' };
  const [, stem = '', digits = ''] = /^(.*?)(\d{1,15})$/.exec(first.trim()) ?? [];
  if (digits === '') return { field: 'first', reason: 'first' };
  const [, numberDigits = ''] = /^\+([1-9]\d{6,14})$/.exec(number.trim()) ?? [];
  if (number.trim() !== '' && numberDigits === '') return { field: 'number', reason: 'number' };
  const rows = Array.from({ length: lines }, (_, at) => {
    const username = `${stem}${plus(digits, at)}`;
    return numberDigits === '' ? username : `${username},+${plus(numberDigits, at)}`;
  });
  return [numberDigits === '' ? 'username' : 'username,number', ...rows].join('\n');
}

/** Counts up and keeps leading zeros. */
const plus = (digits: string, more: number): string =>
  (BigInt(digits) + BigInt(more)).toString().padStart(digits.length, '0');

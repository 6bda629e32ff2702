import type { Tariffplan } from '@/lib/wire.ts';

type Windows = NonNullable<Tariffplan['offPeak']>['windows'];
type Day = Windows[number]['days'][number];

const days: readonly Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const short = (day: string) => day.slice(0, 3);

/** Windows as one can type them: `mon-thu 20:00-08:00`, one a line. */
export const windowsText = (windows: Windows): string =>
  windows.map(({ days: of, from, to }) => `${daysText(of)} ${from}-${to}`).join('\n');

/** Days that follow each other as a range, others side by side. */
function daysText(of: readonly Day[]): string {
  const places = [...new Set(of)].map((day) => days.indexOf(day)).sort((a, b) => a - b);
  const [first = 0] = places;
  const last = places.at(-1) ?? 0;
  if (places.length > 2 && last - first === places.length - 1) {
    return `${short(days[first] ?? '')}-${short(days[last] ?? '')}`;
  }
  return places.map((place) => short(days[place] ?? '')).join(' ');
}

/** The windows that a text names, one a line. What cannot be read stays as it is, for the contract to judge. */
export function readWindows(text: string): { days: string[]; from: string; to: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line !== '')
    .map((line) => {
      const words = line.split(/[\s,]+/);
      const [from = '', to = ''] = (words.pop() ?? '').split(/[-–]/);
      return { days: words.flatMap(readDays), from, to };
    });
}

/** `mon`, or `mon-thu`, which may run over the end of the week. */
function readDays(word: string): string[] {
  const [first = '', last] = word.split(/[-–]/);
  const [begin, end] = [placeOf(first), placeOf(last ?? first)];
  if (begin < 0 || end < 0) return [word];
  const count = ((end - begin + days.length) % days.length) + 1;
  return Array.from({ length: count }, (_, at) => days[(begin + at) % days.length] ?? word);
}

const placeOf = (word: string): number =>
  word.length < 3 ? -1 : days.findIndex((day) => day.startsWith(word));

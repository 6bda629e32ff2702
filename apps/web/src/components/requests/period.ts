import { toLocalField } from '../../lib/local-field.ts';

export const presets = [
  'last24h',
  'today',
  'yesterday',
  'last7d',
  'thisMonth',
  'lastMonth',
  'custom',
] as const;
export type Preset = (typeof presets)[number];

const midnight = (now: Date, days: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
const monthStart = (now: Date, months: number) => new Date(now.getFullYear(), now.getMonth() + months, 1);
const hoursAgo = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

/** The period of a preset as fields; an empty end is now. */
export function periodOf(preset: Exclude<Preset, 'custom'>, now: Date): { from: string; to: string } {
  const periods: Record<typeof preset, [from: Date, to?: Date]> = {
    last24h: [hoursAgo(now, 24)],
    today: [midnight(now, 0)],
    yesterday: [midnight(now, -1), midnight(now, 0)],
    last7d: [hoursAgo(now, 7 * 24)],
    thisMonth: [monthStart(now, 0)],
    lastMonth: [monthStart(now, -1), monthStart(now, 0)],
  };
  const [from, to] = periods[preset];
  return { from: toLocalField(from), to: to ? toLocalField(to) : '' };
}

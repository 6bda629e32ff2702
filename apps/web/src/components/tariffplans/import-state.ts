import { flagParam, textParam } from '@/lib/url-state.ts';

/** What of an import stands in the address; the file itself is kept in the browser. */
export const importParams = { whole: flagParam, endAt: textParam };

/** The midnight that comes, as the value of a field: when a deck usually takes over. */
export function nextMidnight(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
}

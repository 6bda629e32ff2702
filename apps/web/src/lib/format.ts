const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The figures of a moment in a time zone. They are put together here: server and browser may disagree on what a locale's format
 * looks like.
 */
export function partsOf(iso: string, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

/** `25 Nov 2026, 09:30` */
export function formatTime(iso: string, timeZone: string): string {
  const { hour, minute } = partsOf(iso, timeZone);
  return `${formatDate(iso, timeZone)}, ${hour}:${minute}`;
}

/** `25 Nov 2026, 09:30:12` */
export function formatTimeSeconds(iso: string, timeZone: string): string {
  return `${formatTime(iso, timeZone)}:${partsOf(iso, timeZone).second}`;
}

/** `25 Nov 2026` */
export function formatDate(iso: string, timeZone: string): string {
  const { day, month, year } = partsOf(iso, timeZone);
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

const counts = new Intl.NumberFormat('en-GB');

/** `12,345` */
export const formatCount = (count: number): string => counts.format(count);

/** `12.3 kB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A decimal string as it came, with its thousands grouped: `1,234.50 EUR`. Never by way of a float. */
export function formatMoney(amount: string, currency: string): string {
  const [whole = '0', decimals = ''] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}.${decimals.padEnd(2, '0')} ${currency}`;
}

/** `14:05` */
export function formatClock(iso: string, timeZone: string): string {
  const { hour, minute } = partsOf(iso, timeZone);
  return `${hour}:${minute}`;
}

/** `25 Nov` */
export function formatDay(iso: string, timeZone: string): string {
  const { day, month } = partsOf(iso, timeZone);
  return `${Number(day)} ${months[Number(month) - 1]}`;
}

/** A decimal string to two decimals, half up, with its thousands grouped: `-1,234.57 EUR`. Never by way of a float. */
export function formatAmount(amount: string, currency: string): string {
  const negative = amount.startsWith('-');
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const cents = BigInt(whole) * 100n + BigInt(decimals.padEnd(3, '0').slice(0, 2));
  const rounded = cents + (Number(decimals[2] ?? 0) >= 5 ? 1n : 0n);
  const text = `${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
  return formatMoney(negative && rounded !== 0n ? `-${text}` : text, currency);
}

/** `2:05`, or `1:02:05` from an hour on */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`;
}

/** `98.4%` */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** Whether the machine knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const formats = new Map<string, Intl.DateTimeFormat>();

/** The parts are put together here: server and browser may disagree on what a locale's format looks like. */
function partsOf(iso: string, timeZone: string): Record<string, string> {
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

/** Whether the machine knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The value of a `datetime-local` field; the browser's own time zone is the operator's. */
export function toLocalField(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** RFC 3339 in UTC, or what was typed, for the contract to judge. */
export function fromLocalField(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

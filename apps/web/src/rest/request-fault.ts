import { DomainError } from '@strowger/domain';

/**
 * What a router must never see: escapes that are no UTF-8, NUL, a slash or backslash that hides in a segment, empty
 * segments. @param path the raw path as it came, without the query
 */
export function pathFault(path: string): DomainError | undefined {
  const fault = (detail: string) => new DomainError('malformedRequest', detail);
  if (!/^[\x21-\x7e]*$/.test(path)) return fault('The path must be percent-encoded ASCII.');
  if (path.includes('//')) return fault('The path has an empty segment.');
  if (/%(2f|5c|00)/i.test(path)) return fault('The path hides a slash, a backslash or NUL in a segment.');
  try {
    decodeURIComponent(path);
    return undefined;
  } catch {
    return fault('The path has an escape that is not UTF-8.');
  }
}

const MAX_DEPTH = 64;

/** Whether JSON text nests deeper than any body of ours, told in one pass before it is parsed. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return false;
}

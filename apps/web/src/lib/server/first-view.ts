import 'server-only';
import { headers } from 'next/headers';
import { settle } from './settle.ts';

/**
 * Reads what a page shows first, where the browser asks for a document: it comes with the HTML, in one piece. A step from page to
 * page inside of the console is answered at once; the room shows its skeleton and asks by itself. (With a loading.tsx both would be
 * streamed, and a document's content revealed by script a third of a second later.)
 */
export async function readForFirstView(...reads: (() => Promise<unknown>)[]): Promise<void> {
  const destination = (await headers()).get('sec-fetch-dest') ?? 'document';
  if (destination === 'document') await settle(...reads.map((read) => read()));
}

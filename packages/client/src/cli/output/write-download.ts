import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Download } from '../../index.ts';
import { type Io, note, print } from '../io.ts';
import { createProgress, grouped } from '../progress.ts';

/** Writes a file that the API answers with: whole under its name, or not at all. */
export async function writeDownload(io: Io, { body }: Download, file: string | undefined): Promise<void> {
  const progress = createProgress(io);
  let received = 0;
  async function* told(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      received += chunk.byteLength;
      if (file !== undefined) progress.show(received, 0, `${grouped(Math.ceil(received / 1024))} KiB`);
      yield chunk;
    }
  }
  const stream = Readable.fromWeb(body as NodeStream<Uint8Array>);
  if (file === undefined) {
    for await (const chunk of told(stream)) await print(io, chunk);
    return;
  }
  const part = `${file}.part`;
  try {
    await pipeline(stream, told, createWriteStream(part), { signal: io.signal });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    progress.stop();
  }
  note(io, `${file}: ${grouped(received)} bytes`);
}

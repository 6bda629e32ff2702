import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from, to } from 'pg-copy-streams';

/**
 * Feeds `COPY … FROM STDIN`; each chunk is one message, so make them of some 64 KiB. One that throws makes the
 * COPY fail, with nothing written; the connection stays usable (in a transaction: until the rollback).
 * @returns the number of rows
 */
export async function copyIn(
  client: ClientBase,
  sql: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<number> {
  const stream = client.query(from(sql));
  await pipeline(Readable.from(chunks), stream);
  return stream.rowCount;
}

/**
 * Reads `COPY … TO STDOUT` as it comes, in chunks that end anywhere. Whoever stops before the end closes the
 * connection, as the server would send the rest otherwise: release the client as ever, and the pool drops it.
 */
export async function* copyOut(client: ClientBase, sql: string): AsyncGenerator<Buffer, void, void> {
  const stream = client.query(to(sql));
  let ended = false;
  try {
    for await (const chunk of stream) yield chunk as Buffer;
    ended = true;
  } catch (error) {
    ended = true;
    throw error;
  } finally {
    if (!ended) await breakConnection(client);
  }
}

/** Waits until the client knows of its end, or the pool would hand the dead connection to the next one. */
async function breakConnection(client: ClientBase): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on('error', () => {});
  client.on('end', resolve);
  const { connection } = client as unknown as { connection: { stream: Socket } };
  connection.stream.destroy();
  await promise;
}

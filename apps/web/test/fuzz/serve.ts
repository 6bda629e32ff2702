import { setTimeout } from 'node:timers/promises';
import { compose } from '../../src/compose.ts';
import { readEnv } from '../../src/env.ts';
import { createFrontDoor } from '../../src/front-door.ts';

/**
 * The front door as in production, with nothing behind its second door, in a process of its own: its memory is the
 * server's alone, which a message asks for. Needs --expose-gc.
 */
const parts = await compose(readEnv());
const server = createFrontDoor(parts, async (_request, response) => void response.writeHead(404).end());
server.listen(parts.env.PORT, parts.env.HOST, () => process.send?.('ready'));

process.on('message', async () => process.send?.({ rssBytes: await rssAfterCollection() }));
process.on('SIGTERM', async () => {
  process.disconnect();
  server.closeAllConnections();
  server.close();
  await parts.close();
});

/** What is freed by one collection is given back to the system by a later one. */
async function rssAfterCollection(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await setTimeout(250);
  }
  return process.memoryUsage().rss;
}

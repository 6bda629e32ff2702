import { fileURLToPath } from 'node:url';
import { readSetUp, setUpAddress } from '@strowger/domain';
import next from 'next';
import { composition } from './compose.ts';
import { createFrontDoor } from './front-door.ts';

/** The web process: the console and the public API on one port. */
const parts = await composition();
const pages = next({ dev: false, dir: fileURLToPath(new URL('..', import.meta.url)) });
await pages.prepare();
const server = createFrontDoor(parts, pages.getRequestHandler());
server.listen(parts.env.PORT, parts.env.HOST, () => {
  parts.log.info({ url: parts.env.publicUrl }, 'web is listening');
  tellSetUp().catch((error: unknown) => parts.log.error({ err: error }, 'the set-up could not be looked at'));
});

/** Whoever reads this log may make the first operator, and nobody else: the address holds the token that the page asks for. */
async function tellSetUp(): Promise<void> {
  if (await readSetUp(parts.deps)) {
    parts.log.warn(
      { setUpUrl: setUpAddress(parts.deps) },
      'nobody can sign in yet: open the address to set up',
    );
  }
}

const GRACE_MS = 5_000;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  await closed;
  await pages.close();
  await parts.close();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

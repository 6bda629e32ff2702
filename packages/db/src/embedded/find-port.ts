import { createServer } from 'node:net';

/** Listens and closes again: the port that was free, or undefined if `port` is taken. 0 asks for any. */
function tryPort(port: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const server = createServer();
  server.on('error', () => resolve(undefined));
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
  });
  return promise;
}

/** `kept` if it is free still, so that tools of the user keep their settings; else any free one. */
export async function findPort(kept: number | undefined): Promise<number> {
  const port = (kept === undefined ? undefined : await tryPort(kept)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('No free port on 127.0.0.1 for the database.');
  return port;
}

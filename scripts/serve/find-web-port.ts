import { createServer } from 'node:net';

const DEFAULT_PORT = 3000;
const PORTS_TRIED = 100;

/** undefined: free; else the system's code, as EADDRINUSE or EACCES. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen(port, host, () => server.close(() => resolve(undefined)));
  return promise;
}

/** The port asked for; or 3000, or the next free one. @throws Error if none can be had */
export async function findWebPort(asked: number | undefined, host: string): Promise<number> {
  if (asked !== undefined) {
    const fault = await tryPort(asked, host);
    if (fault === undefined) return asked;
    throw new Error(
      fault === 'EADDRINUSE'
        ? `Port ${asked} on ${host} is in use: stop what runs there, or set PORT to another.`
        : `Port ${asked} on ${host} cannot be used (${fault}): set PORT or HOST to another.`,
    );
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TRIED; port += 1) {
    const fault = await tryPort(port, host);
    if (fault === undefined) return port;
    if (fault !== 'EADDRINUSE')
      throw new Error(`${host} cannot be listened on (${fault}): set HOST to another.`);
  }
  throw new Error(
    `No free port from ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TRIED - 1} on ${host}: set PORT.`,
  );
}

const bracket = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Where a browser on this machine finds the web process. */
export function localUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : bracket(host)}:${port}`;
}

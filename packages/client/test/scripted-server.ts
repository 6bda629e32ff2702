import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorCode, errorTable } from '@strowger/contracts';

export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/** What one request is answered: a reply, no reply at all, or a connection that breaks, be it in the middle of a reply. */
export type Step =
  | { status?: number; headers?: Record<string, string>; body?: unknown; delayMs?: number }
  | 'hang'
  | 'break'
  | 'half';

/** A problem as the API writes it. */
export const problem = (code: ErrorCode, headers: Record<string, string> = {}): Step => ({
  status: errorTable[code].status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: {
    type: `urn:strowger:error:${code}`,
    title: errorTable[code].title,
    status: errorTable[code].status,
    detail: 'Said in detail.',
    instance: '/v1/x',
    code,
    requestId: 'req-1',
  },
});

/** A real HTTP server that answers by a script, the last step over and over. */
export const startScriptedServer = (...script: Step[]) => listen(0, script);

/** The same at a port that is free again. */
export const startScriptedServerAt = (port: number, ...script: Step[]) => listen(port, script);

async function listen(port: number, script: readonly Step[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    const step = script[Math.min(seen.length, script.length) - 1] as Step;
    if (step === 'hang') return;
    if (step === 'break') return request.socket.destroy();
    if (step === 'half') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      return response.write('[', () => request.socket.destroy());
    }
    response.writeHead(step.status ?? 200, { 'content-type': 'application/json', ...step.headers });
    const text = typeof step.body === 'string' ? step.body : JSON.stringify(step.body ?? []);
    response.end(step.status === 204 ? undefined : text);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url, seen, close };
}

import { createServer } from 'node:http';

type Answer = 'echo' | 'refuse' | 'gone';
export type Received = { id: string; timestamp: string; signatures: string[]; body: string };
/** Decides by what has come so far, this message last. */
type Script = (received: readonly Received[]) => Answer;
type Receiver = {
  url: string;
  /** Everything that came, in order. */
  received: Received[];
  say: (answer: Answer | Script) => void;
  close: () => void;
};

/** A webhook receiver on this machine that echoes challenges, or refuses them until it is told otherwise, and takes its time. */
export async function startReceiver(first: Answer | Script, delayMs = 0): Promise<Receiver> {
  let answer = first;
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const header = (name: string) => String(request.headers[name] ?? '');
    received.push({
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signatures: header('webhook-signature').split(' '),
      body: text,
    });
    const now = typeof answer === 'function' ? answer(received) : answer;
    const body = JSON.parse(text) as { data: { challenge?: string } };
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (now === 'refuse') return void response.writeHead(500).end('no');
    if (now === 'gone') return void response.writeHead(410).end('moved away');
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ challenge: body.data.challenge }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const say = (next: Answer | Script) => {
    answer = next;
  };
  return { url: `http://127.0.0.1:${port}/cdr`, received, say, close };
}

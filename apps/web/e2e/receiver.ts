import { createServer } from 'node:http';

type Answer = 'echo' | 'refuse';
type Receiver = { url: string; say: (answer: Answer) => void; close: () => void };

/** A webhook receiver on this machine that echoes challenges, or refuses them until it is told otherwise, and takes its time. */
export async function startReceiver(first: Answer, delayMs = 0): Promise<Receiver> {
  let answer = first;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text) as { data: { challenge?: string } };
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (answer === 'refuse') return void response.writeHead(500).end('no');
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
  const say = (next: Answer) => {
    answer = next;
  };
  return { url: `http://127.0.0.1:${port}/cdr`, say, close };
}

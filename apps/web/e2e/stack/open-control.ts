import { createServer } from 'node:http';
import type { Db } from '@strowger/db';

/** What no face of the product can do yet and a test needs: `POST /revoke?email=` ends every session of an operator. */
export async function openControl(db: Db): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://control');
    await db.rows('update operator set session_version = session_version + 1 where email = $1', [
      url.searchParams.get('email'),
    ]);
    response.writeHead(204).end();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

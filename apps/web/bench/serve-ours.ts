import { compose } from '../src/compose.ts';
import { readEnv } from '../src/env.ts';
import { createFrontDoor } from '../src/front-door.ts';

/** The front door as in production, with nothing behind its second door. */
const parts = await compose(readEnv());
const server = createFrontDoor(parts, async (_request, response) => void response.writeHead(404).end());
server.listen(parts.env.PORT, parts.env.HOST, () => process.send?.('ready'));
process.on('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await parts.close();
});
// Whoever forked it is gone. To listen for that must not keep it alive.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

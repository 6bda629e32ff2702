import { composition } from '@/compose.ts';
import { createRestApi } from '@/rest/app.ts';

/**
 * The public API for hosts that cannot run server.ts: the same function behind Next, and slower by it. Where server.ts
 * runs, no request comes here.
 */
const restApi = composition().then(createRestApi);
const answer = async (request: Request): Promise<Response> => (await restApi)(request);

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};

import { composition } from '@/compose.ts';
import { createRestApi } from '@/rest/app.ts';

/**
 * The public API for hosts that cannot run server.ts: the same function behind Next, and slower by it. Where server.ts
 * runs, no request comes here.
 */
let restApi: Promise<ReturnType<typeof createRestApi>> | undefined;

/** Made by the first request: a build, which loads this file too, has no database. */
async function answer(request: Request): Promise<Response> {
  restApi ??= composition().then(createRestApi);
  return (await restApi)(request);
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};

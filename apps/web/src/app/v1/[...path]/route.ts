import { composition } from '@/compose.ts';
import { createRestApi } from '@/rest/app.ts';
import type { RestApi } from '@/rest/message.ts';
import { answerWeb } from '@/rest/web-door.ts';

/**
 * The public API for hosts that cannot run server.ts: the same function behind Next, and slower by it. Where server.ts
 * runs, no request comes here.
 */
let restApi: Promise<RestApi> | undefined;

/**
 * Made by the first request: a build, which loads this file too, has no database. Next writes the address of the socket
 * where no proxy has said one.
 */
async function answer(request: Request): Promise<Response> {
  restApi ??= composition().then(createRestApi);
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return answerWeb(await restApi, request, address);
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

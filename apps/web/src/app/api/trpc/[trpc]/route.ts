import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { isForeign } from '@/auth/foreign-origin.ts';
import { lastHop } from '@/auth/last-hop.ts';
import { newRequestId, sessionCaller } from '@/auth/session-cookie.ts';
import { composition } from '@/compose.ts';
import { appRouter } from '@/trpc/router.ts';

const BODY_BYTES_MAX = 1024 * 1024;

/** The console's own interface: the session cookie is its credential, so that it answers its own pages only. */
async function handler(request: Request): Promise<Response> {
  const parts = await composition();
  const requestId = newRequestId();
  if (isForeign(request, parts.env.publicUrl)) return refusal(403, 'The request comes from another site.');
  const length = request.headers.get('content-length');
  if (request.method === 'POST' && (length === null || Number(length) > BODY_BYTES_MAX)) {
    return refusal(413, 'The body is too large, or of no stated length.');
  }
  const answer = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async () => ({
      parts,
      caller: await sessionCaller(parts),
      requestId,
      ip: lastHop(request.headers.get('x-forwarded-for')),
    }),
  });
  answer.headers.set('cache-control', 'no-store');
  answer.headers.set('x-request-id', requestId);
  return answer;
}

const refusal = (status: number, message: string) =>
  Response.json({ error: { message } }, { status, headers: { 'cache-control': 'no-store' } });

export { handler as GET, handler as POST };

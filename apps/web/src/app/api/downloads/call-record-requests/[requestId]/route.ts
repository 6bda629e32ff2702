import { newRequestId, sessionCaller } from '@/auth/session-cookie.ts';
import { composition } from '@/compose.ts';
import { answerDownload } from '@/downloads/answer-download.ts';

type Context = { params: Promise<{ requestId: string }> };

/**
 * A file for the console's own pages: the session cookie is its credential. tRPC has no streams, and the public API takes
 * no cookies.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const parts = await composition();
  const asked = { requestId: newRequestId(), caller: await sessionCaller(parts) };
  return answerDownload(parts, request, await params, asked);
}

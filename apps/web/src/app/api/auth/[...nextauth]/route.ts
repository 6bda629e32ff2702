import NextAuth from 'next-auth';
import { setAuthUrl } from '@/auth/env.ts';
import { authOptions } from '@/auth/options.ts';
import { composition } from '@/compose.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: Context): Promise<Response> {
  const parts = await composition();
  setAuthUrl(parts.env.publicUrl);
  const answer: Response = await NextAuth(authOptions(parts))(request, context);
  answer.headers.set('cache-control', 'no-store');
  return answer;
}

export { handler as GET, handler as POST };

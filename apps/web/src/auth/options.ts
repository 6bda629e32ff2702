import { authenticateOperator, DomainError } from '@strowger/domain';
import type { NextAuthOptions, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Composition } from '../compose.ts';
import { isSecure, SESSION_SECONDS, type SessionClaims, sessionCookieName } from './session-cookie.ts';

declare module 'next-auth' {
  interface User {
    sessionVersion: number;
  }
}

declare module 'next-auth/jwt' {
  interface JWT extends Partial<SessionClaims> {}
}

const Credentials = z.object({ email: z.string().min(3).max(254), password: z.string().min(1).max(200) });

/** Sign-in by email and password, and a cookie that holds an operator's id and session version only. */
export function authOptions(parts: Composition): NextAuthOptions {
  const { env } = parts;
  const secure = isSecure(env.publicUrl);
  return {
    secret: env.AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(env.publicUrl),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (given, request) => signIn(parts, given, clientAddress(request.headers ?? {})),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { operatorId: user.id, sessionVersion: user.sessionVersion } : token),
    },
    logger: {
      error: (code) => parts.log.error({ code }, 'next-auth failed'),
      warn: (code) => parts.log.warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  };
}

/** @throws Error whose message is the code that the sign-in page knows: `tooManyRequests` */
async function signIn(parts: Composition, given: unknown, ip: string): Promise<User | null> {
  const parsed = Credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    const operator = await authenticateOperator(parts.deps, { ...parsed.data, ip });
    return { id: operator.operatorId, sessionVersion: operator.sessionVersion };
  } catch (error) {
    if (!(error instanceof DomainError)) {
      parts.log.error({ err: error }, 'sign-in failed');
      throw new Error('unavailable');
    }
    if (error.code === 'unauthorized') return null;
    throw new Error(error.code);
  }
}

/** The last hop's word: what a client writes into the header itself stands further left. */
function clientAddress(headers: Record<string, unknown>): string {
  const forwarded = headers['x-forwarded-for'];
  return typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim() ?? '') : '';
}

import { DomainError, endSession, SESSION_SECONDS, signInOperator } from '@strowger/domain';
import type { NextAuthOptions, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Composition } from '../compose.ts';
import { lastHop } from './last-hop.ts';
import { isSecure, type SessionClaims, sessionCookieName } from './session-cookie.ts';

declare module 'next-auth' {
  interface User extends SessionClaims {}
}

declare module 'next-auth/jwt' {
  interface JWT extends Partial<SessionClaims> {}
}

const Credentials = z.object({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(200),
  code: z.string().max(40).optional(),
});

/** Sign-in by email, password and code, and a cookie that holds the id of a session only. */
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
        credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
        authorize: (given, request) => signIn(parts, given, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.sessionId } : token),
    },
    events: {
      // The cookie goes with the answer; a copy of it is worth nothing from here on.
      signOut: async ({ token }) => {
        if (token?.sessionId) await endSession(parts.deps, token.sessionId);
      },
    },
    logger: {
      error: (code) => parts.log.error({ code }, 'next-auth failed'),
      warn: (code) => parts.log.warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  };
}

/** @throws Error whose message is the code that the sign-in page knows: `codeRequired`, `wrongCode`, `tooManyRequests` */
async function signIn(
  parts: Composition,
  given: unknown,
  headers: Record<string, unknown>,
): Promise<User | null> {
  const parsed = Credentials.safeParse(given);
  if (!parsed.success) return null;
  const visitor = {
    ip: lastHop(textOf(headers['x-forwarded-for'])),
    userAgent: textOf(headers['user-agent']),
  };
  const code = parsed.data.code || undefined;
  const signedIn = await signInOperator(parts.deps, { ...parsed.data, code, ...visitor }).catch(
    (error: unknown) => refuse(parts, error),
  );
  if (signedIn?.outcome === 'codeRequired') throw new Error('codeRequired');
  return signedIn && { id: signedIn.operatorId, sessionId: signedIn.sessionId };
}

/** next-auth takes null for wrong credentials, and gives the page the message of whatever else is thrown. */
function refuse(parts: Composition, error: unknown): null {
  if (!(error instanceof DomainError)) {
    parts.log.error({ err: error }, 'sign-in failed');
    throw new Error('unavailable');
  }
  if (error.code !== 'unauthorized') throw new Error(error.code);
  if (error.fields.length > 0) throw new Error('wrongCode');
  return null;
}

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '');

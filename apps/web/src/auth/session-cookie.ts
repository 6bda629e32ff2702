import { randomUUID } from 'node:crypto';
import { type Caller, sessionCaller as callerOf } from '@strowger/domain';
import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import type { Composition } from '../compose.ts';

/** What the signed and encrypted cookie says. It is worth nothing without the database's agreement. */
export type SessionClaims = { sessionId: string };

export const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https://');

/** `__Host-`: bound to this host, path and TLS by the browser itself. */
export const sessionCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-strowger.session' : 'strowger.session';

/**
 * The operator behind the session cookie of the present request, asked for in the database every time: a session that
 * was ended is none.
 */
export async function sessionCaller(parts: Composition): Promise<Caller | undefined> {
  const token = (await cookies()).get(sessionCookieName(parts.env.publicUrl))?.value;
  if (!token) return undefined;
  const claims = await decode({ token, secret: parts.env.AUTH_SECRET }).catch(() => null);
  return typeof claims?.sessionId === 'string' ? callerOf(parts.deps, claims.sessionId) : undefined;
}

export const newRequestId = (): string => randomUUID();

import { randomUUID } from 'node:crypto';
import { type Caller, operatorCaller } from '@strowger/domain';
import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import type { Composition } from '../compose.ts';

/** A working day: whoever comes back the next morning signs in anew. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** What the signed and encrypted cookie says. It is worth nothing without the database's agreement. */
export type SessionClaims = { operatorId: string; sessionVersion: number };

export const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https://');

/** `__Host-`: bound to this host, path and TLS by the browser itself. */
export const sessionCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-strowger.session' : 'strowger.session';

/**
 * The operator behind the session cookie of the present request, asked for in the database every time: a session that
 * was revoked is none.
 */
export async function sessionCaller(parts: Composition): Promise<Caller | undefined> {
  const token = (await cookies()).get(sessionCookieName(parts.env.publicUrl))?.value;
  if (!token) return undefined;
  const claims = await decode({ token, secret: parts.env.AUTH_SECRET }).catch(() => null);
  if (typeof claims?.operatorId !== 'string' || typeof claims.sessionVersion !== 'number') return undefined;
  return operatorCaller(parts.deps, claims.operatorId, claims.sessionVersion);
}

export const newRequestId = (): string => randomUUID();

import { encodeId } from '@strowger/contracts';
import type { QueryHandler } from '../core/context.ts';
import { readRow } from '../core/read.ts';
import { userModel } from '../users/read-model.ts';

type Location = {
  contact: string;
  received: string | null;
  socket: string | null;
  userAgent: string;
  registeredAt: Date;
  expiresAt: Date;
};

/** What the engine has written, in UTC without saying so; those that have run out are left out, gone or not. */
export const getUserRegistrations: QueryHandler<'getUserRegistrations'> = async (context, { userId }) => {
  const { id, username, domain } = await readRow(context, userModel, userId);
  const found = await context.deps.db.rows<Location>(
    `select contact, received, socket, user_agent as "userAgent", last_modified at time zone 'UTC' as "registeredAt",
       expires at time zone 'UTC' as "expiresAt"
     from kam.location where username = $1 and domain = $2 and expires > $3::timestamptz at time zone 'UTC'
     order by last_modified desc, id`,
    [username, domain, context.now],
  );
  return {
    userId: encodeId('user', id),
    registrations: found.map(({ contact, received, socket, userAgent, registeredAt, expiresAt }) => ({
      contact,
      receivedFrom: received || null,
      transport: transportOf(socket),
      userAgent: userAgent || null,
      registeredAt: registeredAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
};

/** Where it came in: `tls:198.51.100.5:5061`. */
const transportOf = (socket: string | null) =>
  (['udp', 'tcp', 'tls'] as const).find((transport) => socket?.startsWith(`${transport}:`)) ?? null;

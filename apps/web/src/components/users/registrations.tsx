'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import type { User, UserRegistration } from '@/lib/wire.ts';
import { text as usersText } from '@/messages/users.ts';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { Time } from '../time.tsx';

const text = usersText.registrations;

/** Phones come and go by themselves. */
const POLL_MS = 10_000;

const columns: readonly Column<UserRegistration>[] = [
  {
    key: 'contact',
    header: text.columns.contact,
    value: ({ contact }) => contact,
    cell: ({ contact, receivedFrom }) => (
      <span className="grid py-1 font-mono text-xs">
        <span className="break-all">{contact}</span>
        {receivedFrom !== null && (
          <span className="break-all text-muted">{text.via(receivedFrom.replace('sip:', ''))}</span>
        )}
      </span>
    ),
  },
  {
    key: 'transport',
    header: text.columns.transport,
    from: 'sm',
    value: ({ transport }) => (transport === null ? undefined : text.transports[transport]),
  },
  { key: 'userAgent', header: text.columns.userAgent, from: 'md', value: ({ userAgent }) => userAgent },
  {
    key: 'registeredAt',
    header: text.columns.registeredAt,
    from: 'md',
    value: ({ registeredAt }) => registeredAt,
    cell: ({ registeredAt }) => <Time at={registeredAt} as="seconds" />,
  },
  {
    key: 'expiresAt',
    header: text.columns.expiresAt,
    value: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => <Time at={expiresAt} as="seconds" />,
  },
];

/** The phones of a user that the SIP engine knows at the moment. */
export function Registrations({ user: { id: userId, maxRegistrations } }: { user: User }) {
  const trpc = useTRPC();
  const headingId = useId();
  const { data, error } = useQuery(
    trpc.getUserRegistrations.queryOptions({ userId }, { refetchInterval: POLL_MS }),
  );
  const rows = data?.registrations;
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-1 flex min-h-8 flex-wrap items-center gap-2">
        <h2 id={headingId} className="font-semibold text-base">
          {text.title}
        </h2>
        {rows !== undefined && rows.length > 0 && (
          <span className="text-muted text-xs">{text.count(rows.length, maxRegistrations)}</span>
        )}
      </div>
      {error && !rows && <p className="border-y py-2 text-muted">{text.failed}</p>}
      {rows?.length === 0 && <p className="border-y py-2 text-muted">{text.none}</p>}
      {!error && rows?.length !== 0 && (
        <DataTable
          label={text.title}
          columns={columns}
          rows={rows}
          rowKey={({ contact, registeredAt }) => `${contact} ${registeredAt}`}
          skeletonRows={1}
        />
      )}
    </section>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useId } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { text as ownedText } from '@/messages/owned.ts';
import { DataTable } from '../list/data-table.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Inherited } from './inherited.tsx';
import { nameColumn } from './name-column.tsx';
import type { OwnedKind, OwnedThing } from './owned-kind.ts';
import { useLists } from './use-lists.ts';

const ROWS_SHOWN = '10';

type OwnedSectionProps<Row extends OwnedThing> = {
  kind: OwnedKind<Row>;
  customerId: string;
  userId: string;
};

/** What a user has of a kind, on the user's page: the first of it, the way to all, and what counts from above. */
export function OwnedSection<Row extends OwnedThing>({ kind, customerId, userId }: OwnedSectionProps<Row>) {
  const headingId = useId();
  const lists = useLists<Row>();
  const mayCreate = useMay(kind.create);
  const { text, list } = kind;
  const query = useQuery(
    lists.of(list.ofUser ?? list.ofCustomer).queryOptions({ userId, limit: ROWS_SHOWN }),
  );
  const room = `${roomAddress(customerId, kind.room)}?user=${userId}`;
  const rows = query.data?.items;
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-1 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id={headingId} className="font-semibold text-base">
          {text.title}
        </h2>
        <span className="flex gap-2">
          {query.data?.nextCursor != null && (
            <Link href={room} className={buttonClass('ghost', 'sm')}>
              {ownedText.all}
            </Link>
          )}
          {mayCreate && (
            <Link href={`${room}&new=true`} className={buttonClass('secondary', 'sm')}>
              {text.create}
            </Link>
          )}
        </span>
      </div>
      {rows?.length === 0 ? (
        <p className="border-y py-2 text-muted">{text.empty}</p>
      ) : (
        <DataTable
          label={text.title}
          columns={[nameColumn(kind), ...kind.columns]}
          rows={rows}
          rowKey={({ id }) => id}
          skeletonRows={1}
        />
      )}
      <Inherited kind={kind} customerId={customerId} userId={userId} heading="h3" />
    </section>
  );
}

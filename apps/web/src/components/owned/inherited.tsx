'use client';

import { useQueries } from '@tanstack/react-query';
import { useId } from 'react';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import { text as ownedText } from '@/messages/owned.ts';
import { DataTable } from '../list/data-table.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { nameColumn } from './name-column.tsx';
import type { OwnedKind, OwnedThing } from './owned-kind.ts';

import { useLists } from './use-lists.ts';

type InheritedProps<Row extends OwnedThing> = {
  kind: OwnedKind<Row>;
  customerId: string;
  /** The user that they count for, or '' where it is the customer. */
  userId: string;
  heading?: 'h2' | 'h3';
};

/** What levels above have set and what counts here too, the nearest first. A user's first level is its customer. */
function useInherited<Row extends OwnedThing>({ kind, customerId, userId }: InheritedProps<Row>) {
  const lists = useLists<Row>();
  const path = useCustomerPath(customerId) ?? [];
  const { isInherited } = kind;
  const above = (userId === '' ? path.slice(0, -1) : path).toReversed();
  const results = useQueries({
    queries: (isInherited ? above : []).map(({ id }) =>
      lists.of(kind.list.ofCustomer).queryOptions({ customerId: id, limit: PAGE_ROWS_MAX }),
    ),
  });
  return above.flatMap((level, at) =>
    (results[at]?.data?.items ?? [])
      .filter((row) => !row.userId && isInherited?.(row))
      .map((row) => ({ ...row, level: level.name })),
  );
}

export function Inherited<Row extends OwnedThing>(props: InheritedProps<Row>) {
  const { kind, heading: Heading = 'h2' } = props;
  const headingId = useId();
  const rows = useInherited(props);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={headingId} className={Heading === 'h2' ? 'mt-10' : 'mt-4'}>
      <Heading id={headingId} className={Heading === 'h2' ? 'font-semibold text-base' : 'font-medium'}>
        {kind.text.inherited}
      </Heading>
      <p className="mb-2 text-muted">{kind.text.inheritedText}</p>
      <DataTable
        label={kind.text.inherited ?? ''}
        columns={[
          nameColumn(kind),
          ...kind.columns,
          { key: 'level', header: ownedText.level, from: 'sm', value: ({ level }) => level },
        ]}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </section>
  );
}

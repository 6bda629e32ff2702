'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text as ownedText } from '@/messages/owned.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { useListState } from '../list/use-list-state.ts';
import { ThingName } from '../thing-name.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Inherited } from './inherited.tsx';
import { nameColumn } from './name-column.tsx';
import type { OwnedKind, OwnedThing } from './owned-kind.ts';
import { ownedRead } from './owned-list.ts';
import { useLists } from './use-lists.ts';

const columnsOf = <Row extends OwnedThing>(kind: OwnedKind<Row>): Column<Row>[] => [
  nameColumn(kind),
  ...kind.columns,
  ...(kind.list.ofUser === undefined
    ? []
    : [
        {
          key: 'owner',
          header: ownedText.owner,
          from: 'lg' as const,
          value: ({ userId }: Row) => userId,
          cell: ({ userId }: Row) =>
            userId ? (
              <ThingName id={userId} />
            ) : (
              <span className="text-muted">{ownedText.customerItself}</span>
            ),
        },
      ]),
  {
    key: 'externalId',
    header: ownedText.externalId,
    optional: true,
    mono: true,
    value: ({ externalId }) => externalId,
  },
  createdColumn({ header: ownedText.createdAt, from: 'xl' }),
];

type OwnedRoomProps<Row extends OwnedThing> = {
  kind: OwnedKind<Row>;
  customerId: string;
  /** Who may make one, where the role alone does not say. */
  may?: boolean;
};

/** The list of what a customer owns, or one of its users, and below it what counts from levels above. */
export function OwnedRoom<Row extends OwnedThing>({ kind, customerId, may = true }: OwnedRoomProps<Row>) {
  const trpc = useTRPC();
  const lists = useLists<Row>();
  const curl = useCurl();
  const mayCreate = useMay(kind.create);
  const { text, Create } = kind;
  const list = useListState(kind.list.params);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const { operation, input } = ownedRead(kind.list, customerId, list.state);
  const query = useQuery(lists.of(operation).queryOptions(input, { placeholderData: keepPreviousData }));
  const userId = kind.list.ofUser === undefined ? '' : list.state.user;
  const owner = userId === '' ? { customerId } : { userId };
  return (
    <>
      <ListRoom
        name={kind.room}
        text={text}
        lead={customer && text.of(customer.name)}
        list={list}
        query={query}
        columns={columnsOf(kind)}
        {...(kind.filters && { filters: kind.filters })}
        moreFilters={{
          // Whose they are is no filter: a user without one is told how to make it.
          names: [],
          controls: userId !== '' && (
            <Button
              onClick={() => list.set({ user: '', cursor: '' })}
              aria-label={ownedText.allOwners}
              icon={<X aria-hidden className="size-3.5" />}
            >
              {ownedText.ofUser} <ThingName id={userId} />
            </Button>
          ),
        }}
        empty={{
          icon: kind.icon,
          title: text.empty,
          text: text.emptyText,
          ...(may && { curl: curl('POST', `/${kind.room}`, { ...owner, ...kind.example }) }),
        }}
        create={{
          may: mayCreate && may,
          label: text.create,
          preload: Create.preload,
          form: (onClose) => customer && <Create customer={customer} userId={userId} onClose={onClose} />,
        }}
        acts={
          kind.createMany !== undefined &&
          mayCreate &&
          may && (
            <Link
              href={`${roomAddress(customerId, kind.room)}/bulk`}
              prefetch={false}
              className={buttonClass()}
            >
              {kind.createMany}
            </Link>
          )
        }
        readPage={(cursor) =>
          lists.read(operation, { ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
        }
      />
      <Inherited kind={kind} customerId={customerId} userId={userId} />
    </>
  );
}

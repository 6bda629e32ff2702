'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History, Tags } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatDate } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/tariffplans.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { buttonClass } from '../ui/button.tsx';
import { Badge } from '../ui/status.tsx';
import { tariffplanListInput, tariffplanListParams } from './list-state.ts';
import { validityOf } from './validity.ts';

const CreateTariffplan = onDemand(() =>
  import('./create-tariffplan.tsx').then((module) => module.CreateTariffplan),
);

const columnsOf = (customerId: string, timeZone: string): Column<Tariffplan>[] => {
  const valid = (plan: Tariffplan) => validityOf(plan, (at) => formatDate(at, timeZone));
  return [
    {
      key: 'name',
      header: text.columns.name,
      value: ({ name }) => name,
      grow: true,
      cell: (plan) => (
        <RowLink
          href={`${roomAddress(customerId, 'tariffplans')}/${plan.id}`}
          second={`${text.relations[plan.relation]}, ${plan.currency}`}
        >
          {plan.name}
        </RowLink>
      ),
    },
    {
      key: 'relation',
      header: text.columns.relation,
      from: 'sm',
      value: ({ relation }) => text.relations[relation],
      cell: ({ relation }) => (
        <Badge tone={relation === 'owned' ? 'neutral' : 'accent'}>{text.relations[relation]}</Badge>
      ),
    },
    { key: 'currency', header: text.columns.currency, from: 'sm', value: ({ currency }) => currency },
    {
      key: 'rounding',
      header: text.columns.rounding,
      from: 'lg',
      value: ({ roundingMode, roundingDecimals }) =>
        text.rounding(text.roundingModes[roundingMode], roundingDecimals),
    },
    {
      key: 'minMarginPercent',
      header: text.columns.minMarginPercent,
      align: 'right',
      from: 'lg',
      value: ({ minMarginPercent }) => minMarginPercent,
      cell: ({ minMarginPercent }) => (minMarginPercent ? text.percent(minMarginPercent) : t.common.none),
    },
    { key: 'valid', header: text.columns.valid, from: 'md', value: valid },
    {
      key: 'externalId',
      header: text.columns.externalId,
      optional: true,
      mono: true,
      value: ({ externalId }) => externalId,
    },
    createdColumn({ header: text.columns.createdAt, optional: true }),
  ];
};

/** The plans that the customer in focus charges by, and the one that it is charged by itself. */
export function TariffplansRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const mayCreate = useMay('createTariffplan');
  const list = useListState(tariffplanListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = tariffplanListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerTariffplans.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  return (
    <ListRoom
      name="tariffplans"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId, timeZone)}
      empty={{
        icon: <Tags aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/tariffplans', { customerId, name: 'Retail 2027' }),
      }}
      acts={
        customer?.kind !== 'end' && (
          <Link href={`${roomAddress(customerId, 'tariffplans')}/reratings`} className={buttonClass()}>
            <History aria-hidden className="size-3.5" />
            {text.reratings}
          </Link>
        )
      }
      create={{
        may: mayCreate && customer?.kind !== 'end',
        label: text.create,
        preload: CreateTariffplan.preload,
        form: (onClose) => customer && <CreateTariffplan customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerTariffplans.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}

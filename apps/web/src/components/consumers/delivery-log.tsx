'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { compact } from '@/lib/compact.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { choiceParam, textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Consumer, Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { deliveryColumns } from '../deliveries/delivery-columns.tsx';
import { deliveryStatuses } from '../deliveries/delivery-words.tsx';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';
import { Time } from '../time.tsx';
import { Select } from '../ui/select.tsx';

const POLL_MS = 2_000;
const params = { cursor: textParam, delivery: textParam, sent: choiceParam(deliveryStatuses) };

const made: Column<Delivery> = {
  key: 'createdAt',
  header: text.columns.createdAt,
  from: '2xl',
  cell: ({ createdAt }) => <Time at={createdAt} as="seconds" />,
};

/** Everything that was sent to a consumer, newest first, as it is sent. */
export function DeliveryLog({ consumer }: { consumer: Consumer }) {
  const trpc = useTRPC();
  const [{ cursor, sent }, setState] = useUrlState(params);
  const list = useQuery(
    trpc.getConsumerDeliveries.queryOptions(
      { consumerId: consumer.id, ...compact({ cursor, status: sent }) },
      {
        placeholderData: keepPreviousData,
        refetchInterval: cursor === '' && consumer.status === 'verified' && POLL_MS,
      },
    ),
  );
  return (
    <section aria-labelledby="log" className="mb-8">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="log" className="font-semibold text-base">
          {text.log}
        </h2>
        <Select
          aria-label={text.columns.status}
          className="w-40"
          empty={text.anyStatus}
          value={sent ?? ''}
          options={deliveryStatuses.map((value) => ({ value, label: text.statuses[value] }))}
          onChange={({ target }) =>
            setState({ sent: (target.value || null) as Delivery['status'] | null, cursor: '' })
          }
        />
      </div>
      <ListBody
        query={list}
        cursor={cursor}
        onCursor={(next) => setState({ cursor: next }, 'push')}
        empty={<p className="border-y py-3 text-muted">{sent === null ? text.logEmpty : text.logNoMatch}</p>}
      >
        <DataTable
          label={text.log}
          columns={[...deliveryColumns((delivery) => setState({ delivery }, 'push')), made]}
          rows={list.data?.items}
          rowKey={(delivery) => delivery.id}
          stale={list.isPlaceholderData}
          skeletonRows={3}
        />
      </ListBody>
    </section>
  );
}

'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { compact } from '@/lib/compact.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import { text } from '@/messages/requests.ts';
import { deliveryColumns } from '../deliveries/delivery-columns.tsx';
import { DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';

const DeliveryDrawer = onDemand(() =>
  import('../deliveries/delivery-drawer.tsx').then((module) => module.DeliveryDrawer),
);

const POLL_MS = 1_000;
const params = { cursor: textParam, delivery: textParam };
type BatchesProps = { requestId: string; customerId: string; isRunning: boolean };

/** What was cut and sent so far, and the manifest that closes it. */
export function Batches({ requestId, customerId, isRunning }: BatchesProps) {
  const trpc = useTRPC();
  const [{ cursor, delivery }, setState] = useUrlState(params);
  const list = useQuery(
    trpc.getCallRecordRequestDeliveries.queryOptions(
      { requestId, ...compact({ cursor }) },
      { placeholderData: keepPreviousData, refetchInterval: isRunning ? POLL_MS : false },
    ),
  );
  // The last answer of a running order may be older than its end.
  const { refetch } = list;
  useEffect(() => {
    if (!isRunning) refetch();
  }, [isRunning, refetch]);
  return (
    <section aria-labelledby="batches">
      <h2 id="batches" className="mb-2 font-semibold text-base">
        {text.batches}
      </h2>
      <ListBody
        query={list}
        cursor={cursor}
        onCursor={(next) => setState({ cursor: next }, 'push')}
        empty={<p className="border-y py-3 text-muted">{text.batchesEmpty}</p>}
      >
        <DataTable
          label={text.batches}
          columns={deliveryColumns((id) => setState({ delivery: id }, 'push'))}
          rows={list.data?.items}
          rowKey={(delivery) => delivery.id}
          skeletonRows={3}
        />
      </ListBody>
      <Suspense>
        {delivery !== '' && (
          <DeliveryDrawer
            deliveryId={delivery}
            customerId={customerId}
            onClose={() => setState({ delivery: '' })}
          />
        )}
      </Suspense>
    </section>
  );
}

'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Calculator } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatCount } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Rerating } from '@/lib/wire.ts';
import { text as rateText } from '@/messages/rates.ts';
import { text } from '@/messages/reratings.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { CustomerName } from '../names.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { isUnderWay, kindOf, ReratingProgress, ReratingStatus } from './rerating-status.tsx';
import { periodOf } from './reratings-room.tsx';

const POLL_MS = 1_000;

/** One re-rating: how far it has come, and what it makes of the prices. */
export function ReratingRoom({ reratingId }: { reratingId: string }) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const query = useQuery(
    trpc.getRerating.queryOptions(
      { reratingId },
      { refetchInterval: ({ state: { data } }) => (isUnderWay(data?.status) ? POLL_MS : false) },
    ),
  );
  return (
    <DetailRoom
      query={query}
      title={(rerating) => periodOf(rerating, timeZone)}
      lead={kindOf}
      acts={(rerating) => <Acts rerating={rerating} />}
      above={(rerating) => <ReratingProgress rerating={rerating} />}
      facts={factsOf}
    >
      {(rerating) => (
        <div className="grid max-w-3xl gap-6">
          {rerating.dryRun && rerating.status === 'completed' && <Callout>{text.trialNote}</Callout>}
          {rerating.lastError !== null && (
            <Callout tone="bad" title={text.lastError}>
              {rerating.lastError}
            </Callout>
          )}
          <section aria-labelledby="differences">
            <h2 id="differences" className="mb-2 font-semibold text-base">
              {text.differences}
            </h2>
            {rerating.differences.length === 0 ? (
              <p className="text-muted">{isUnderWay(rerating.status) ? text.counting : text.noDifference}</p>
            ) : (
              <DataTable
                label={text.differences}
                columns={differenceColumns}
                rows={rerating.differences}
                rowKey={({ currency }) => currency}
              />
            )}
          </section>
        </div>
      )}
    </DetailRoom>
  );
}

type Difference = Rerating['differences'][number];

const amount = (key: 'before' | 'after' | 'difference'): Column<Difference> => ({
  key,
  header: text.difference[key],
  align: 'right',
  mono: true,
  value: (difference) => difference[key],
});

/** To the last decimal, as they were added up. */
const differenceColumns: Column<Difference>[] = [
  { key: 'currency', header: text.difference.currency, grow: true, value: ({ currency }) => currency },
  amount('before'),
  amount('after'),
  amount('difference'),
];

const factsOf = (rerating: Rerating): (readonly [string, ReactNode] | undefined)[] => [
  [text.columns.status, <ReratingStatus key="status" status={rerating.status} />],
  [text.columns.changed, formatCount(rerating.changed)],
  [
    text.withoutRate,
    <span key="without" title={text.withoutRateHint}>
      {formatCount(rerating.withoutRate)}
    </span>,
  ],
  rerating.childId === null
    ? undefined
    : [text.fields.childId, <CustomerName key="child" id={rerating.childId} />],
  rerating.direction === null ? undefined : [text.fields.direction, rateText.directions[rerating.direction]],
  rerating.toNumber === null ? undefined : [text.fields.toNumber, rerating.toNumber],
  rerating.only === 'unrated' ? [text.fields.only, text.only.unrated] : undefined,
  [text.plan, text.plans[rerating.plan]],
  timeFact(text.columns.createdAt, rerating.createdAt),
  timeFact(text.completedAt, rerating.completedAt),
];

/** Cancel what runs; do in earnest what was tried. */
function Acts({ rerating }: { rerating: Rerating }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayOrder = useMay('rerateCallRecords');
  const mayCancel = useMay('cancelRerating');
  const [asked, setAsked] = useState<'cancel' | 'order'>();
  const { id: reratingId, customerId, version, status, dryRun, from, to } = rerating;
  const fail = (error: unknown) => {
    queryClient.invalidateQueries({ queryKey: trpc.getRerating.queryKey({ reratingId }) });
    toast.error(problemOf(error)?.detail ?? t.common.offline);
  };
  const cancel = useMutation(
    trpc.cancelRerating.mutationOptions({
      onSuccess: (cancelled) => {
        queryClient.setQueryData(trpc.getRerating.queryKey({ reratingId }), cancelled);
        queryClient.invalidateQueries(trpc.getReratings.pathFilter());
        toast.success(text.cancelled);
      },
      onError: fail,
    }),
  );
  const order = useMutation(
    trpc.rerateCallRecords.mutationOptions({
      onSuccess: (ordered) => {
        queryClient.invalidateQueries(trpc.getReratings.pathFilter());
        toast.success(text.ordered);
        router.push(`${roomAddress(customerId, 'tariffplans')}/reratings/${ordered.id}`);
      },
      onError: fail,
    }),
  );
  const orderSame = async () => {
    if (from === null || to === null) return;
    const { childId, direction, toNumber, only, plan } = rerating;
    const wire = { customerId, from, to, only, plan, dryRun: false };
    await order.mutateAsync({ ...wire, ...compact({ childId, direction, toNumber }) }).catch(() => undefined);
  };
  return (
    <>
      {mayCancel && isUnderWay(status) && (
        <Button icon={<Ban aria-hidden className="size-3.5" />} onClick={() => setAsked('cancel')}>
          {text.cancel}
        </Button>
      )}
      {mayOrder && dryRun && status === 'completed' && rerating.changed > 0 && (
        <Button
          variant="primary"
          icon={<Calculator aria-hidden className="size-3.5" />}
          onClick={() => setAsked('order')}
        >
          {text.doIt}
        </Button>
      )}
      <ConfirmDialog
        open={asked === 'cancel'}
        onClose={() => setAsked(undefined)}
        title={text.cancelTitle}
        text={text.cancelText}
        confirm={text.cancel}
        keep={text.keep}
        onConfirm={() => cancel.mutateAsync({ reratingId, ifVersion: version }).catch(() => undefined)}
      />
      <ConfirmDialog
        open={asked === 'order'}
        onClose={() => setAsked(undefined)}
        title={text.doItTitle}
        text={text.doItText(formatCount(rerating.changed))}
        confirm={text.doIt}
        onConfirm={orderSame}
      />
    </>
  );
}

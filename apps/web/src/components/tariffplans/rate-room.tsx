'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Rate, Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/rates.ts';
import { DeleteButton } from '../deletion/delete-button.tsx';
import { DetailRoom } from '../detail-room.tsx';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { RowLink } from '../list/row-link.tsx';
import { RateState, ratePeriod, termColumns } from './rate-columns.tsx';
import { RateDetails } from './rate-details.tsx';
import { periodState } from './validity.ts';

type RateRoomProps = { tariffplanId: string; rateId: string; address: string };

/** One rate: its terms, and all that there was and will be of its prefix. */
export function RateRoom({ tariffplanId, rateId, address }: RateRoomProps) {
  const trpc = useTRPC();
  const mayWrite = useMay('updateRate');
  const [now] = useState(() => new Date());
  const query = useQuery(trpc.getRate.queryOptions({ rateId }));
  const { data: plan } = useQuery(trpc.getTariffplan.queryOptions({ tariffplanId }));
  return (
    <DetailRoom
      query={query}
      title={({ prefix, name }) => `${prefix} ${name}`}
      lead={({ direction }) => (
        <>
          <Link href={address} className="rounded-sm text-accent hover:underline">
            {plan?.name}
          </Link>
          <span>{text.directions[direction]}</span>
        </>
      )}
      acts={(rate) =>
        plan?.relation === 'owned' &&
        periodState(rate, now) === 'future' && <DeleteRate rate={rate} address={address} />
      }
      facts={(rate) => [
        [text.columns.state, <RateState key="state" rate={rate} now={now} />],
        [text.columns.pricePerMinute, <Price key="price" rate={rate} plan={plan} />],
      ]}
    >
      {(rate) => (
        <div className="grid gap-10">
          <History rate={rate} address={address} now={now} />
          {plan && (
            <RateDetails
              key={rate.id}
              rate={rate}
              currency={plan.currency}
              mayWrite={mayWrite && plan.relation === 'owned'}
              hasBegun={periodState(rate, now) !== 'future'}
            />
          )}
        </div>
      )}
    </DetailRoom>
  );
}

/** Of a rate that has begun calls may have been priced by it: it is ended, and not deleted. */
function DeleteRate({ rate, address }: { rate: Rate; address: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: rateId, prefix, version } = rate;
  return (
    <DeleteButton
      may={useMay('deleteRate')}
      noun={text.noun}
      name={prefix}
      version={version}
      remove={(ifVersion) => client.deleteRate.mutate({ rateId, ifVersion })}
      reread={() => queryClient.query({ ...trpc.getRate.queryOptions({ rateId }), staleTime: 0 })}
      backTo={address}
      refresh={() => queryClient.invalidateQueries(trpc.getTariffplanRates.pathFilter())}
    />
  );
}

function Price({ rate, plan }: { rate: Rate; plan: Tariffplan | undefined }) {
  return (
    <span className="font-mono">
      {rate.pricePerMinute} {plan?.currency}
    </span>
  );
}

const HISTORY_ROWS = '200';

/** The rates of the same prefix and direction, in the order in which they count. */
function History({ rate, address, now }: { rate: Rate; address: string; now: Date }) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const { prefix, direction, tariffplanId } = rate;
  // Longer prefixes come behind it.
  const { data } = useQuery(
    trpc.getTariffplanRates.queryOptions({ tariffplanId, prefix, direction, limit: HISTORY_ROWS }),
  );
  const rows = data?.items
    .filter((other) => other.prefix === prefix)
    .sort((one, other) => other.validFrom.localeCompare(one.validFrom));
  const columns: Column<Rate>[] = [
    {
      key: 'period',
      header: text.sections.validity,
      grow: true,
      cell: (other) =>
        other.id === rate.id ? (
          <span className="font-medium">{`${ratePeriod(other, timeZone)} (${text.thisOne.toLowerCase()})`}</span>
        ) : (
          <RowLink href={`${address}/rates/${other.id}`}>{ratePeriod(other, timeZone)}</RowLink>
        ),
    },
    ...termColumns.filter(({ optional }) => !optional),
    { key: 'state', header: text.columns.state, cell: (other) => <RateState rate={other} now={now} /> },
  ];
  return (
    <section aria-labelledby="rate-history">
      <h2 id="rate-history" className="font-semibold text-base">
        {text.history}
      </h2>
      <p className="mb-2 text-muted">{text.historyText}</p>
      <DataTable
        label={text.history}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        skeletonRows={2}
      />
    </section>
  );
}

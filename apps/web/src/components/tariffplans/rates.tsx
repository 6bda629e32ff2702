'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileDown, FileUp, ListTree } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Rate, Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/rates.ts';
import type { Column } from '../list/column.ts';
import type { exportCsv } from '../list/export-csv.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { moreColumns, nameColumn, RateState, termColumns } from './rate-columns.tsx';
import { rateDirections, rateListInput, rateListParams } from './rate-list-state.ts';

const CreateRate = onDemand(() => import('./create-rate.tsx').then((module) => module.CreateRate));

const columnsOf = (address: string, now: Date, isOfAllTimes: boolean): Column<Rate>[] => [
  {
    key: 'prefix',
    header: text.columns.prefix,
    value: ({ prefix }) => prefix,
    cell: (rate) => (
      <RowLink href={`${address}/rates/${rate.id}`} second={text.directions[rate.direction]} mono>
        {rate.prefix}
      </RowLink>
    ),
  },
  nameColumn,
  {
    key: 'direction',
    header: text.columns.direction,
    from: 'sm',
    value: ({ direction }) => direction,
    cell: ({ direction }) => text.directions[direction],
  },
  { key: 'country', header: text.columns.country, optional: true, value: ({ country }) => country },
  ...termColumns,
  ...moreColumns,
  {
    key: 'state',
    header: text.columns.state,
    from: 'sm',
    // Of those that are valid now it would say so in every row.
    optional: !isOfAllTimes,
    cell: (rate) => <RateState rate={rate} now={now} />,
  },
];

const filters = [
  {
    name: 'direction',
    label: text.columns.direction,
    options: rateDirections.map((value) => ({ value, label: text.directions[value] })),
  },
];

/** The rates of one plan: those that are valid now, or of all times. */
export function Rates({ plan, mayWrite, address }: { plan: Tariffplan; mayWrite: boolean; address: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const list = useListState(rateListParams);
  const [now] = useState(() => new Date());
  const input = rateListInput(plan.id, list.state, now.toISOString());
  const query = useQuery(trpc.getTariffplanRates.queryOptions(input, { placeholderData: keepPreviousData }));
  const readPage = (cursor: string) =>
    client.getTariffplanRates.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) });
  const importLink = mayWrite && (
    <Link href={`${address}/import`} className={buttonClass()}>
      <FileUp aria-hidden className="size-3.5" />
      {text.import}
    </Link>
  );
  return (
    <ListRoom
      name="rates"
      text={text}
      embedded
      list={list}
      query={query}
      columns={columnsOf(address, now, list.state.time === 'all')}
      filters={filters}
      moreFilters={{
        names: ['time'],
        controls: (
          <label className="flex h-8 items-center gap-1.5 text-muted coarse:h-11">
            <input
              type="checkbox"
              checked={list.state.time === 'all'}
              onChange={({ target }) => list.set({ time: target.checked ? 'all' : null, cursor: '' })}
              className="size-4 accent-ink"
            />
            {text.times.all}
          </label>
        ),
      }}
      empty={{
        icon: <ListTree aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', `/tariffplans/${plan.id}/rates`, {
          prefix: '3120',
          name: 'Netherlands - Amsterdam',
          pricePerMinute: '0.0125',
        }),
        action: importLink,
      }}
      acts={
        <>
          <ExportDeck plan={plan} readPage={readPage} />
          {importLink}
        </>
      }
      create={{
        may: mayWrite,
        label: text.create,
        preload: CreateRate.preload,
        form: (onClose) => <CreateRate plan={plan} onClose={onClose} />,
      }}
      readPage={readPage}
    />
  );
}

type ExportDeckProps = { plan: Tariffplan; readPage: Parameters<typeof exportCsv<Rate>>[2] };

/** What is listed, under the names that an import reads: a deck can be worked over elsewhere and brought back. */
function ExportDeck({ plan, readPage }: ExportDeckProps) {
  const [isReading, setReading] = useState(false);
  const save = async () => {
    setReading(true);
    const { exportDeck } = await import('./export-deck.ts');
    await exportDeck(plan.name, readPage);
    setReading(false);
  };
  return (
    <Button
      title={text.exportHint}
      icon={<FileDown aria-hidden className="size-3.5" />}
      pending={isReading}
      onClick={save}
    >
      {text.export}
    </Button>
  );
}

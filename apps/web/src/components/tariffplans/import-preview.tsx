'use client';

import type { RateChange, RatePreview, RateTerms } from '@strowger/contracts';
import { useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { formatCount } from '@/lib/format.ts';
import { text } from '@/messages/rate-import.ts';
import { text as rateText } from '@/messages/rates.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { Time } from '../time.tsx';
import { Callout } from '../ui/callout.tsx';
import { shortPrice } from './rate-columns.tsx';

const kinds = ['errors', 'underCost', 'changed', 'added', 'ended'] as const;
type Kind = (typeof kinds)[number];

/** What an import would do: the counts, and of one kind the first lines. What is wrong comes first. */
export function ImportPreview({ preview, mayUndercut }: { preview: RatePreview; mayUndercut: boolean }) {
  const first = kinds.find((kind) => preview[kind].count > 0);
  const [chosen, setChosen] = useState<Kind>();
  const kind = chosen !== undefined && preview[chosen].count > 0 ? chosen : first;
  return (
    <section aria-label={text.title} className="grid gap-4">
      <div className="flex flex-wrap gap-2">
        {kinds.map((option) => (
          <CountButton
            key={option}
            kind={option}
            count={preview[option].count}
            isChosen={option === kind}
            onChoose={() => setChosen(option)}
          />
        ))}
        <div className="min-w-24 rounded-lg border px-3 py-2">
          <p className="text-muted text-xs">{text.counts.unchanged}</p>
          <p className="font-semibold text-lg">{formatCount(preview.unchanged)}</p>
        </div>
      </div>
      {text.compared[preview.comparedWithCost] !== '' && (
        <p className="text-muted">{text.compared[preview.comparedWithCost]}</p>
      )}
      {kind === undefined && <Callout tone="good">{text.nothing}</Callout>}
      {kind === 'underCost' && (
        <Callout tone="warn">{mayUndercut ? text.underCostAllowed : text.underCostRefused}</Callout>
      )}
      {kind !== undefined && <PreviewTable kind={kind} preview={preview} />}
    </section>
  );
}

type CountButtonProps = { kind: Kind; count: number; isChosen: boolean; onChoose: () => void };

function CountButton({ kind, count, isChosen, onChoose }: CountButtonProps) {
  const tone = count === 0 ? '' : kind === 'errors' ? 'text-bad' : kind === 'underCost' ? 'text-warn' : '';
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={count === 0}
      onClick={onChoose}
      className="min-w-24 rounded-lg border px-3 py-2 text-left enabled:hover:bg-hover aria-pressed:border-control aria-pressed:bg-hover"
    >
      <span className="block text-muted text-xs">{text.counts[kind]}</span>
      <span className={cx('block font-semibold text-lg', tone)}>{formatCount(count)}</span>
    </button>
  );
}

function PreviewTable({ kind, preview }: { kind: Kind; preview: RatePreview }) {
  const { count, items } = preview[kind];
  return (
    <div>
      {items.length < count && (
        <p className="mb-2 text-muted text-xs">{text.shown(formatCount(items.length), formatCount(count))}</p>
      )}
      {kind === 'errors' && <Table kind={kind} columns={errorColumns} rows={preview.errors.items} />}
      {kind === 'underCost' && (
        <Table kind={kind} columns={underCostColumns} rows={preview.underCost.items} />
      )}
      {(kind === 'changed' || kind === 'added' || kind === 'ended') && (
        <Table kind={kind} columns={changeColumns[kind]} rows={preview[kind].items} />
      )}
    </div>
  );
}

function Table<Row>({ kind, columns, rows }: { kind: Kind; columns: Column<Row>[]; rows: readonly Row[] }) {
  const keys = new Map(rows.map((row, at) => [row, String(at)]));
  return (
    <DataTable
      label={text.counts[kind]}
      columns={columns}
      rows={rows}
      rowKey={(row) => keys.get(row) ?? ''}
    />
  );
}

const line = { key: 'line', header: text.columns.line, align: 'right' } as const;
const prefix = { key: 'prefix', header: text.columns.prefix, mono: true } as const;
const at = { key: 'at', header: text.columns.at, align: 'right', from: 'sm' } as const;

const errorColumns: Column<RatePreview['errors']['items'][number]>[] = [
  { ...line, align: 'right', value: (fault) => formatCount(fault.line) },
  { key: 'field', header: text.columns.field, mono: true, value: ({ field }) => field },
  { key: 'detail', header: text.columns.detail, grow: true, value: ({ detail }) => detail },
];

const underCostColumns: Column<RatePreview['underCost']['items'][number]>[] = [
  { ...line, value: (under) => formatCount(under.line) },
  { ...prefix, value: (under) => under.prefix },
  {
    key: 'direction',
    header: text.columns.direction,
    from: 'sm',
    value: ({ direction }) => rateText.directions[direction],
  },
  { key: 'window', header: text.columns.window, from: 'sm', value: ({ window }) => text.windows[window] },
  {
    key: 'price',
    header: text.columns.price,
    align: 'right',
    mono: true,
    grow: true,
    value: ({ price }) => shortPrice(price),
  },
  {
    key: 'cost',
    header: text.columns.cost,
    align: 'right',
    mono: true,
    value: ({ cost }) => shortPrice(cost),
  },
  { ...at, cell: (under) => <Time at={under.at} as="date" /> },
];

/** A rate in short: `0.0125 30/6`, with what else there is of it. */
function termsOf(terms: RateTerms | null): string {
  if (terms === null) return t.common.none;
  const { offPeakPricePerMinute, connectionFee, initialSeconds, incrementSeconds, blocked } = terms;
  return [
    shortPrice(terms.pricePerMinute),
    offPeakPricePerMinute !== null && `(${shortPrice(offPeakPricePerMinute)})`,
    rateText.interval(initialSeconds, incrementSeconds),
    Number(connectionFee) > 0 && `+ ${shortPrice(connectionFee)}`,
    blocked && rateText.blocked.toLowerCase(),
  ]
    .filter((part) => part !== false)
    .join(' ');
}

/** By how much the price per minute changes: `+12.5%`. To be read, and not to be reckoned with. */
function changeOf({ before, after }: RateChange): string {
  const [from, to] = [Number(before?.pricePerMinute), Number(after?.pricePerMinute)];
  if (!(from > 0) || Number.isNaN(to) || from === to) return t.common.none;
  const percent = ((to - from) / from) * 100;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)}%`;
}

const terms = (side: 'before' | 'after'): Column<RateChange> => ({
  key: side,
  header: text.columns[side],
  align: 'right',
  cell: (change) => <span className="font-mono text-xs">{termsOf(change[side])}</span>,
});
const head: Column<RateChange>[] = [
  { ...prefix, value: (change) => change.prefix },
  { key: 'name', header: text.columns.name, grow: true, value: ({ name }) => name },
  {
    key: 'direction',
    header: text.columns.direction,
    from: 'md',
    value: ({ direction }) => rateText.directions[direction],
  },
];
const when: Column<RateChange> = { ...at, cell: (change) => <Time at={change.at} /> };
const lineOf: Column<RateChange> = {
  ...line,
  from: 'sm',
  value: (change) => (change.line === null ? null : formatCount(change.line)),
};

const changeColumns: Record<'added' | 'changed' | 'ended', Column<RateChange>[]> = {
  added: [...head, terms('after'), when, lineOf],
  changed: [
    ...head,
    { ...terms('before'), from: 'sm' },
    terms('after'),
    { key: 'change', header: text.columns.change, align: 'right', value: changeOf },
    when,
    lineOf,
  ],
  ended: [...head, terms('before'), when],
};

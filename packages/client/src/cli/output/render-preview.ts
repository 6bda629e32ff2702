import type { RateChange, RatePreview } from '@strowger/contracts';
import { type Io, styled } from '../io.ts';
import { counted, grouped } from '../progress.ts';
import { oneLine } from './format.ts';
import { renderTable } from './render-table.ts';

type Row = Record<string, unknown>;

/** What an import of rates would do: the counts, and the first of each list. */
export function renderPreview(io: Io, preview: RatePreview): string {
  const { added, changed, ended, unchanged, underCost, errors, accepted } = preview;
  const parts = [
    section(io, 'Wrong', errors.count, errors.items, ['line', 'field', 'detail']),
    section(io, 'Added', added.count, added.items.map(rowOf), ['line', 'prefix', 'name', 'price', 'at']),
    section(io, 'Changed', changed.count, changed.items.map(rowOf), [
      'line',
      'prefix',
      'name',
      'before',
      'price',
      'at',
    ]),
    section(io, 'Ended', ended.count, ended.items.map(rowOf), ['prefix', 'name', 'before', 'at']),
    section(io, 'Under cost', underCost.count, underCost.items, [
      'line',
      'prefix',
      'window',
      'price',
      'cost',
      'at',
    ]),
    `${[
      `${grouped(added.count)} added`,
      `${grouped(changed.count)} changed`,
      `${grouped(ended.count)} ended`,
      `${grouped(unchanged)} unchanged`,
      `${grouped(underCost.count)} under cost`,
      counted(errors.count, 'wrong line'),
    ].join(', ')}.`,
    comparison[preview.comparedWithCost],
    // That it would be refused is told where the program ends.
    accepted ? styled(io, 'stdout', 'green', 'It would be imported.') : '',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const comparison: Record<RatePreview['comparedWithCost'], string> = {
  compared: '',
  noCostPlan: 'Nothing is known of the cost: the seller is charged by no plan.',
  otherCurrency: 'Nothing is said of the cost: the seller is charged in another currency.',
};

const priceOf = (terms: RateChange['before']): string =>
  terms === null ? '' : terms.blocked ? 'blocked' : terms.pricePerMinute;

const rowOf = ({ line, prefix, name, at, before, after }: RateChange): Row => ({
  line,
  prefix,
  name: oneLine(name),
  before: priceOf(before),
  price: priceOf(after),
  at,
});

function section(io: Io, title: string, count: number, items: readonly Row[], columns: string[]): string {
  if (count === 0) return '';
  const more = count > items.length ? `\n… and ${grouped(count - items.length)} more` : '';
  return `${styled(io, 'stdout', 'bold', `${title}:`)}\n${renderTable(io, items, columns)}${more}\n`;
}

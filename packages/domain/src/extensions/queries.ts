import type { QueryHandler } from '../core/context.ts';
import { type Parameters, readPage } from '../core/read.ts';
import { extensionModel } from './read-model.ts';

/** The most digits that a number has. */
const DIGITS_MAX = 15;

/** In the order of their creation. */
export const getExtensions: QueryHandler<'getExtensions'> = (context, { limit, cursor, ...filters }) =>
  readPage(context, extensionModel, {
    limit,
    cursor,
    fingerprint: filters,
    sort: { sql: 't.id', type: 'uuid' },
    where: (p) => [
      filters.direction && `t.direction = ${p.add(filters.direction)}::extension_direction`,
      filters.status && `t.status = ${p.add(filters.status)}::extension_status`,
      filters.numberBeginsWith && beginsWithDigits(p, filters.numberBeginsWith.replace('+', '')),
    ],
  });

/** Numbers are integers: those that begin with some digits are a span for each length that a number can have. */
function beginsWithDigits(p: Parameters, digits: string): string {
  const spans = Array.from({ length: DIGITS_MAX - digits.length + 1 }, (_, more) => {
    const first = BigInt(digits) * 10n ** BigInt(more);
    const last = first + 10n ** BigInt(more) - 1n;
    return `(t.first_number <= ${p.add(last.toString())}::bigint and t.last_number >= ${p.add(first.toString())}::bigint)`;
  });
  return `(${spans.join(' or ')})`;
}

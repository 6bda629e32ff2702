import { compact } from '../../lib/compact.ts';
import { choiceParam, type UrlState } from '../../lib/url-state.ts';
import { listParams, searchParam } from '../list/list-params.ts';

export const rateDirections = ['outbound', 'inbound'] as const;

/** What of the rates of a plan stands in the address. */
export const rateListParams = {
  ...listParams,
  ...searchParam,
  direction: choiceParam(rateDirections),
  time: choiceParam(['all'] as const),
};

/**
 * The query of the rates of a plan. Digits are looked for among the prefixes, anything else in the names.
 * @param now those are meant that are valid then, unless all are
 */
export function rateListInput(
  tariffplanId: string,
  { cursor, search, direction, time }: UrlState<typeof rateListParams>,
  now: string,
) {
  const digits = search.replaceAll(/[\s+()-]/g, '');
  const isPrefix = /^[1-9]\d{0,14}$/.test(digits);
  return {
    tariffplanId,
    ...compact({
      cursor,
      direction,
      prefix: isPrefix ? digits : '',
      name: isPrefix ? '' : search.trim(),
      validAt: time === 'all' ? '' : now,
    }),
  };
}

import { compact } from '../../lib/compact.ts';
import { dayAfter, midnightOf } from '../../lib/days.ts';
import { isIdForm } from '../../lib/ids.ts';
import { textParam, type UrlState } from '../../lib/url-state.ts';
import { listParams, searchParam } from '../list/list-params.ts';

/** What of the list stands in the address: `search` is the id of a thing, `actor` that of who did it; `from` and `to` are days. */
export const auditListParams = {
  ...listParams,
  ...searchParam,
  actor: textParam,
  operation: textParam,
  from: textParam,
  to: textParam,
};
export type AuditListState = UrlState<typeof auditListParams>;

/** Whether nothing can fit: what was typed is no id. */
export const isNoId = ({ search }: AuditListState): boolean => search !== '' && !isIdForm(search);

const day = /^\d{4}-\d{2}-\d{2}$/;
const beginOf = (text: string, timeZone: string): string | undefined =>
  day.test(text) ? midnightOf(text, timeZone)?.toISOString() : undefined;

/** The query of the list: the same on the server, for the first page, and in the browser. The last day belongs to it. */
export const auditListInput = (customerId: string, state: AuditListState, timeZone: string) => ({
  customerId,
  ...compact({
    cursor: state.cursor,
    subjectId: isNoId(state) ? '' : state.search,
    actorId: isIdForm(state.actor) ? state.actor : '',
    operation: state.operation,
    from: beginOf(state.from, timeZone),
    to: day.test(state.to) ? beginOf(dayAfter(state.to), timeZone) : undefined,
  }),
});

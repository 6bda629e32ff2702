import type { OperationId } from '@strowger/contracts';
import { compact } from '../../lib/compact.ts';
import { textParam, type UrlParams, type UrlState } from '../../lib/url-state.ts';
import { listParams } from '../list/list-params.ts';

/** What of the list of an owned thing stands in the address: also the user whose things they are, where it is one's. */
export const ownedParams = { ...listParams, user: textParam } as const;
type OwnedParams = UrlParams & typeof ownedParams;

/** The lists of a thing that belongs to a customer, or to one of its users as well. What else stands in the address filters them. */
export type OwnedList<P extends OwnedParams = OwnedParams> = {
  params: P;
  ofCustomer: OperationId;
  ofUser?: OperationId;
  /** What levels above have counts below as well, and is shown there. */
  isInherited?: boolean;
};

export const ownedList = <P extends OwnedParams>(list: OwnedList<P>): OwnedList<P> => list;

/** The query of a list, the same on the server, for the first page, and in the browser. */
export function ownedRead<P extends OwnedParams>(list: OwnedList<P>, customerId: string, state: UrlState<P>) {
  const { new: _, user, ...filters } = state;
  const { ofUser, ofCustomer } = list;
  const isOfUser = ofUser !== undefined && user !== '';
  return {
    operation: isOfUser ? ofUser : ofCustomer,
    input: { ...(isOfUser ? { userId: user } : { customerId }), ...compact(filters) },
  };
}

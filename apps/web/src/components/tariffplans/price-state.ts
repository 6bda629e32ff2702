import { choiceParam, textParam } from '@/lib/url-state.ts';
import { rateDirections } from './rate-list-state.ts';

/** What of the calculator stands in the address: a link shows a colleague the same price. */
export const priceParams = {
  number: textParam,
  seconds: textParam,
  begins: textParam,
  rates: choiceParam(rateDirections, 'outbound'),
};

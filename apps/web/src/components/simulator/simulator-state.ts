import { textParam } from '@/lib/url-state.ts';

/** What of a simulated call stands in the address: a link shows a colleague the same. */
export const simulatorParams = {
  number: textParam,
  from: textParam,
  cli: textParam,
  seconds: textParam,
  begins: textParam,
};

import type { Span } from './period.ts';

const TOP = '8';
/** How many of a kind that needs attention are shown, and after a click. */
const SHOWN = 5;
export const SHOWN_MAX = 100;

/** The query of what needs attention. */
export const attentionInput = (customerId: string, isWhole = false) => ({
  customerId,
  top: String(isWhole ? SHOWN_MAX : SHOWN),
});

/** The queries of the overview: the same on the server, for the first view, and in the browser. */
export function overviewInputs(customerId: string, span: Span, timeZone: string) {
  const of = ({ from, to }: { from: Date; to: Date }) => ({
    customerId,
    from: from.toISOString(),
    to: to.toISOString(),
  });
  return {
    usage: { ...of(span), step: span.step, timeZone },
    before: of(span.before),
    destinations: { ...of(span), groupBy: 'country' as const, top: TOP },
    customers: { ...of(span), groupBy: 'customer' as const, top: TOP },
  };
}

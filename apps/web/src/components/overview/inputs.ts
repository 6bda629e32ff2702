import type { Span } from './period.ts';

const TOP = '8';
const LIMITS = '200';

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
    limits: { customerId, enabled: 'true' as const, limit: LIMITS },
    consumers: { customerId, limit: LIMITS },
    failedRequests: { customerId, status: 'failed' as const, limit: '5' },
    heldRequests: { customerId, status: 'held' as const, limit: '5' },
  };
}

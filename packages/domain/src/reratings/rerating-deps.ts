import type { DomainDeps } from '../core/context.ts';

/** What the re-rating of records needs, beside the order. */
export type ReratingDeps = Pick<DomainDeps, 'db' | 'queue' | 'clock'>;

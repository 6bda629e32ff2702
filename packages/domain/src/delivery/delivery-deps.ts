import type { DomainDeps } from '../core/context.ts';
import type { WebhookTransport } from './transport.ts';

/** The points of the fulfilment where a worker may die: what follows each must be made good by the next worker. */
export type StepName =
  | 'afterClaim'
  | 'beforeFirstCut'
  | 'midBatchCut'
  | 'afterBatchStored'
  | 'midBatchSplit'
  | 'afterBatchSplit'
  | 'beforePost'
  | 'midPost'
  | 'afterReceipt'
  | 'afterDeliveredStored'
  | 'beforeManifestStored'
  | 'afterManifestStored'
  | 'beforeManifestPost'
  | 'midManifestPost'
  | 'afterManifestReceipt'
  | 'beforeCompleted';

export type DeliveryLog = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** What the worker hands to the delivery beside what the domain needs. */
export type DeliveryDeps = DomainDeps & {
  transport: WebhookTransport;
  /** `Strowger/<version>` */
  userAgent: string;
  retryDelaysSeconds: readonly number[];
  /** From 0 to 1, for jitter. */
  random: () => number;
  log: DeliveryLog;
  /** How many whole months of records are kept beside the one at hand; all where it is left out. */
  recordRetentionMonths?: number | undefined;
  /** Told where the fulfilment stands. */
  step?: (name: StepName) => Promise<void> | void;
};

import type {
  CallRecordsBatch,
  CallRecordsCompleted,
  CallRecordsCreated,
  CallRecordsFailed,
  ConsumerChallenge,
  webhookEvents,
} from '@strowger/contracts';
import type { z } from 'zod';

type Events = typeof webhookEvents;

/** Whatever a consumer is sent; `type` tells which one it is. */
export type WebhookEvent =
  | CallRecordsBatch
  | CallRecordsCompleted
  | CallRecordsFailed
  | ConsumerChallenge
  | CallRecordsCreated
  | { [Type in keyof Events]: z.input<Events[Type]> }[keyof Events];

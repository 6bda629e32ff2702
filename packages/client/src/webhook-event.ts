import type {
  CallRecordsBatch,
  CallRecordsCompleted,
  CallRecordsFailed,
  ConsumerChallenge,
} from '@strowger/contracts';

/** Whatever a consumer is sent; `type` tells which one it is. */
export type WebhookEvent = CallRecordsBatch | CallRecordsCompleted | CallRecordsFailed | ConsumerChallenge;

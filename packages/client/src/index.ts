export type * from '@strowger/contracts';
export type { StreamedBody } from './build-request.ts';
export { ApiProblem, ConnectionError, StrowgerError, UnexpectedReply } from './errors.ts';
export { Listing, type Page } from './listing.ts';
export type { CallInput, CallOptions, CallResult, Download, OperationMethods } from './methods.ts';
export { Strowger, type StrowgerOptions } from './strowger.ts';
export {
  type VerifyOptions,
  verifyWebhook,
  type WebhookFault,
  type WebhookHeaders,
  WebhookVerificationError,
} from './verify-webhook.ts';
export type { CsvRecords, WebhookEvent } from './webhook-event.ts';

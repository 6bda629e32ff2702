import type { OperationId, OperationInput, OperationOutput, operations } from '@strowger/contracts';
import type { Db, Tx } from '@strowger/db';
import type { Keyring } from '../crypto/keyring.ts';
import type { AuditSubject } from './audit.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import type { JobQueue } from './jobs.ts';

/** What the composition root hands to the domain. */
export type DomainDeps = {
  db: Db;
  queue: JobQueue;
  clock: Clock;
  /** Keys for sealing, derived from the installation's one secret. */
  keyring: Keyring;
  /** Origin of the console and API as the world sees it, without a slash at the end. */
  publicUrl: string;
  webhookPolicy: WebhookPolicy;
};

/** Where webhooks may go beside https on 443 at public unicast addresses: for development only. */
export type WebhookPolicy = { allowCidrs: readonly string[]; ports: readonly number[] };

/** One call of one operation. */
export type CallMeta = {
  requestId: string;
  /** The version of If-Match: the change is refused if the thing has another one. */
  ifVersion?: number | undefined;
  idempotencyKey?: string | undefined;
};

export type QueryContext = {
  deps: DomainDeps;
  caller: Caller;
  now: Date;
  meta: CallMeta;
  operationId: OperationId;
};

/** A change: `tx` is its one transaction, `audit` records what it did (at least once, or the change is refused). */
export type MutationContext = QueryContext & {
  tx: Tx;
  audit: (subject: AuditSubject) => Promise<void>;
  /** Says that a part of the change which has a transaction of its own has left its entry there. */
  auditedApart: () => void;
};

/** A body that is handed on as it arrives. */
export type StreamedBody = { mediaType: string; chunks: AsyncIterable<Uint8Array> };

/** A reply that is handed on as it is made. The chunks are made as they are asked for. */
export type StreamedReply = { mediaType: string; fileName: string; chunks: AsyncIterable<Uint8Array> };

/** A streamed operation opens its own transactions. */
export type StreamContext = QueryContext & {
  body: StreamedBody;
  transaction: <T>(run: (context: MutationContext) => Promise<T>) => Promise<T>;
};

type Ops = typeof operations;
type ListId = { [Id in OperationId]: Ops[Id]['output'] extends { shape: 'list' } ? Id : never }[OperationId];
export type StreamId = {
  [Id in OperationId]: Ops[Id] extends { streamedBody: object } ? Id : never;
}[OperationId];
export type DownloadId = {
  [Id in OperationId]: Ops[Id] extends { streamedReply: object } ? Id : never;
}[OperationId];
export type QueryId = Exclude<
  { [Id in OperationId]: Ops[Id] extends { kind: 'query' } ? Id : never }[OperationId],
  DownloadId
>;
export type MutationId = Exclude<OperationId, QueryId | StreamId | DownloadId>;

export type Page<T> = { items: T[]; nextCursor: string | null };

/** What an operation gives back: wire forms, a page of them for lists, a stream for downloads. */
export type Result<Id extends OperationId> = Id extends DownloadId
  ? StreamedReply
  : Id extends ListId
    ? Page<OperationOutput<Id>>
    : OperationOutput<Id>;

export type QueryHandler<Id extends OperationId> = (
  context: QueryContext,
  input: OperationInput<Id>,
) => Promise<Result<Id>>;
export type MutationHandler<Id extends OperationId> = (
  context: MutationContext,
  input: OperationInput<Id>,
) => Promise<Result<Id>>;
export type StreamHandler<Id extends OperationId> = (
  context: StreamContext,
  input: OperationInput<Id>,
) => Promise<Result<Id>>;

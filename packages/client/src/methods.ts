import type {
  OperationId,
  OperationInput,
  OperationOutput,
  OperationWireInput,
  operations,
} from '@strowger/contracts';
import type { StreamedBody } from './build-request.ts';
import type { Listing } from './listing.ts';

/** How a single call is made. */
export type CallOptions = {
  /** Change only this version of the thing: `staleVersion` (412) if it is another one by now. */
  ifVersion?: number;
  /**
   * What the server knows this change by for 24 h: a second one with the same key changes nothing and gets the first one's
   * answer. One is made for every change where none is given, so that a repeated attempt never changes twice.
   */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Of one attempt, to the last byte of its answer. 60 unless told otherwise; without limit for a streamed body or a file. */
  timeoutSeconds?: number;
  /** How often it is tried again where that can help. 3 unless told otherwise; a streamed body is sent once. */
  maxRetries?: number;
};

type Ops = typeof operations;

/** A number, boolean, Date or list where the wire has its text. */
type Loose<Wire, Domain> = Wire | Extract<Domain, number | boolean | Date | readonly string[]>;

/** What an operation is given: the parameters of path and query and the fields of the body, as one flat object. */
export type CallInput<Id extends OperationId> = {
  [Name in keyof OperationWireInput<Id>]: Loose<
    OperationWireInput<Id>[Name],
    Name extends keyof OperationInput<Id> ? OperationInput<Id>[Name] : never
  >;
};

/** A file that an operation answers with: its body comes as it is read. */
export type Download = { mediaType: string; fileName: string; body: ReadableStream<Uint8Array> };

/** What an operation gives: a list, one thing, a file, or null. */
export type CallResult<Id extends OperationId> = Ops[Id] extends { streamedReply: object }
  ? Promise<Download>
  : Ops[Id]['output'] extends { shape: 'list' }
    ? Listing<OperationOutput<Id>>
    : Promise<OperationOutput<Id>>;

type Arguments<Id extends OperationId> = Ops[Id] extends { streamedBody: object }
  ? [input: CallInput<Id>, body: StreamedBody, options?: CallOptions]
  : Record<never, never> extends CallInput<Id>
    ? [input?: CallInput<Id>, options?: CallOptions]
    : [input: CallInput<Id>, options?: CallOptions];

/** A method for each operation of the API, by its operationId. */
export type OperationMethods = {
  [Id in OperationId]: (...args: Arguments<Id>) => CallResult<Id>;
};

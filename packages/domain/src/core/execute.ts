import { inputSchema, type OperationId, type OperationInput, operationOf } from '@strowger/contracts';
import { handlers } from '../handlers.ts';
import { type AuditSubject, auditInsert } from './audit.ts';
import { authorize, type Caller } from './caller.ts';
import type {
  CallMeta,
  DomainDeps,
  MutationContext,
  MutationHandler,
  QueryContext,
  QueryHandler,
  Result,
  StreamContext,
  StreamedBody,
  StreamHandler,
} from './context.ts';
import { databaseFault } from './database-fault.ts';
import { DomainError } from './domain-error.ts';
import { Replay, replayOrRun } from './idempotency.ts';
import { refuseWhileSuspended } from './suspension.ts';

export type Executed<Id extends OperationId> = { result: Result<Id>; replayed: boolean };

/**
 * Runs one operation for a caller: rights, scope, idempotency, transaction and audit are the same for all of them.
 * @param input the parsed input (domain form)
 * @throws DomainError
 */
export async function execute<Id extends OperationId>(
  deps: DomainDeps,
  caller: Caller,
  operationId: Id,
  input: OperationInput<Id>,
  meta: CallMeta,
  body?: StreamedBody,
): Promise<Executed<Id>> {
  const operation = operationOf(operationId);
  authorize(caller, operation);
  const context: QueryContext = { deps, caller, now: deps.clock.now(), meta, operationId };
  try {
    if (operation.streamedBody) {
      if (!body) throw new DomainError('unsupportedMediaType');
      await refuseWhileSuspended(context, operation, deps.db);
      const run = handlers.streams[operationId as never] as StreamHandler<Id>;
      const stream: StreamContext = {
        ...context,
        body,
        transaction: (change) => inTransaction(context, change),
      };
      return { result: await run(stream, input), replayed: false };
    }
    if (operation.kind === 'query') {
      const run = handlers.queries[operationId as never] as QueryHandler<Id>;
      return { result: await run(context, input), replayed: false };
    }
    const run = handlers.mutations[operationId as never] as MutationHandler<Id>;
    const result = await inTransaction(context, (mutation) =>
      replayOrRun<Id>(mutation, operation, input, (held) => audited(held, run, input)),
    );
    return { result, replayed: false };
  } catch (error) {
    if (error instanceof Replay) return { result: (error as Replay<Id>).result, replayed: true };
    throw databaseFault(error) ?? error;
  }
}

/** Parses a flat wire input. @throws ZodError */
export const parseInput = <Id extends OperationId>(operationId: Id, wire: unknown): OperationInput<Id> =>
  inputSchema(operationOf(operationId)).parse(wire) as OperationInput<Id>;

/** Runs a change in its transaction. Its audit entries go out with the commit, as nothing of the change asks for them. */
function inTransaction<T>(context: QueryContext, run: (mutation: MutationContext) => Promise<T>): Promise<T> {
  return context.deps.db.transaction((tx) => {
    const { caller, operationId: operation, now } = context;
    const audit = async (subject: AuditSubject) => {
      const entry = { ...subject, caller, operation, requestId: context.meta.requestId, now };
      tx.insertAtCommit(auditInsert(entry));
    };
    return run({ ...context, tx, audit, auditedApart: () => {} });
  });
}

/** A change that leaves no audit entry is a programming fault, found by the first test that calls it. */
async function audited<Id extends OperationId>(
  mutation: MutationContext,
  run: MutationHandler<Id>,
  input: OperationInput<Id>,
): Promise<Result<Id>> {
  let entries = 0;
  const result = await run(
    {
      ...mutation,
      audit: (subject) => {
        entries++;
        return mutation.audit(subject);
      },
      auditedApart: () => {
        entries++;
      },
    },
    input,
  );
  if (entries === 0) throw new Error(`${mutation.operationId} changed something and left no audit entry`);
  return result;
}

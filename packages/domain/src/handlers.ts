import { accessMutations, accessQueries } from './access/handlers.ts';
import { callRecordMutations, callRecordQueries } from './call-records/handlers.ts';
import type {
  MutationHandler,
  MutationId,
  QueryHandler,
  QueryId,
  StreamHandler,
  StreamId,
} from './core/context.ts';
import { customerMutations, customerQueries } from './customers/handlers.ts';
import { deliveryMutations, deliveryQueries } from './delivery/handlers.ts';
import { domainMutations, domainQueries } from './domains/handlers.ts';
import { ingestStreams } from './ingest/handlers.ts';
import { sourceMutations, sourceQueries } from './sources/handlers.ts';
import { tariffplanMutations, tariffplanQueries, tariffplanStreams } from './tariffplans/handlers.ts';
import { userMutations, userQueries } from './users/handlers.ts';

/** Every operation's doing, by its id: an operation that is declared and not done is a compile error here. */
export const handlers = {
  queries: {
    ...customerQueries,
    ...userQueries,
    ...domainQueries,
    ...tariffplanQueries,
    ...sourceQueries,
    ...accessQueries,
    ...callRecordQueries,
    ...deliveryQueries,
  } satisfies { [Id in QueryId]: QueryHandler<Id> },
  mutations: {
    ...customerMutations,
    ...userMutations,
    ...domainMutations,
    ...tariffplanMutations,
    ...sourceMutations,
    ...accessMutations,
    ...callRecordMutations,
    ...deliveryMutations,
  } satisfies { [Id in MutationId]: MutationHandler<Id> },
  streams: { ...tariffplanStreams, ...ingestStreams } satisfies { [Id in StreamId]: StreamHandler<Id> },
};

import { accessMutations, accessQueries } from './access/handlers.ts';
import { attentionQueries } from './attention/handlers.ts';
import { callRecordDownloads, callRecordMutations, callRecordQueries } from './call-records/handlers.ts';
import type {
  DownloadId,
  MutationHandler,
  MutationId,
  QueryHandler,
  QueryId,
  StreamHandler,
  StreamId,
} from './core/context.ts';
import { customerMutations, customerQueries } from './customers/handlers.ts';
import { deliveryMutations, deliveryQueries } from './delivery/handlers.ts';
import { destinationMutations, destinationQueries } from './destinations/handlers.ts';
import { domainMutations, domainQueries } from './domains/handlers.ts';
import { extensionMutations, extensionQueries } from './extensions/handlers.ts';
import { forwardMutations, forwardQueries } from './forwards/handlers.ts';
import { ingestStreams } from './ingest/handlers.ts';
import { ledgerMutations, ledgerQueries } from './ledger/handlers.ts';
import { limitMutations, limitQueries } from './limits/handlers.ts';
import { quarantineMutations, quarantineQueries } from './quarantine/handlers.ts';
import { reratingMutations, reratingQueries } from './reratings/handlers.ts';
import { sipQueries } from './sip/handlers.ts';
import { sourceMutations, sourceQueries } from './sources/handlers.ts';
import { tariffplanMutations, tariffplanQueries, tariffplanStreams } from './tariffplans/handlers.ts';
import { usageQueries } from './usage/handlers.ts';
import { userMutations, userQueries } from './users/handlers.ts';
import { whitelistMutations, whitelistQueries } from './whitelists/handlers.ts';

/** Every operation's doing, by its id: an operation that is declared and not done is a compile error here. */
export const handlers = {
  queries: {
    ...customerQueries,
    ...attentionQueries,
    ...userQueries,
    ...sipQueries,
    ...domainQueries,
    ...tariffplanQueries,
    ...reratingQueries,
    ...destinationQueries,
    ...extensionQueries,
    ...forwardQueries,
    ...limitQueries,
    ...whitelistQueries,
    ...ledgerQueries,
    ...usageQueries,
    ...sourceQueries,
    ...quarantineQueries,
    ...accessQueries,
    ...callRecordQueries,
    ...deliveryQueries,
    ...callRecordDownloads,
  } satisfies { [Id in QueryId | DownloadId]: QueryHandler<Id> },
  mutations: {
    ...customerMutations,
    ...userMutations,
    ...domainMutations,
    ...tariffplanMutations,
    ...reratingMutations,
    ...destinationMutations,
    ...extensionMutations,
    ...forwardMutations,
    ...limitMutations,
    ...whitelistMutations,
    ...ledgerMutations,
    ...sourceMutations,
    ...quarantineMutations,
    ...accessMutations,
    ...callRecordMutations,
    ...deliveryMutations,
  } satisfies { [Id in MutationId]: MutationHandler<Id> },
  streams: { ...tariffplanStreams, ...ingestStreams } satisfies { [Id in StreamId]: StreamHandler<Id> },
};

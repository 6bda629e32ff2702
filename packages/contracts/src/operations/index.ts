import type { InputOf, Operation, OutputOf, WireInputOf } from '../operation.ts';
import * as apiKeys from './api-keys.ts';
import * as attention from './attention.ts';
import * as audit from './audit.ts';
import * as callRecordSearch from './call-record-search.ts';
import * as callRecordSources from './call-record-sources.ts';
import * as callRecords from './call-records.ts';
import * as callSimulations from './call-simulations.ts';
import * as consumers from './consumers.ts';
import * as customers from './customers.ts';
import * as destinations from './destinations.ts';
import * as domains from './domains.ts';
import * as extensions from './extensions.ts';
import * as forwards from './forwards.ts';
import * as ledger from './ledger.ts';
import * as limits from './limits.ts';
import * as operators from './operators.ts';
import * as quarantine from './quarantine.ts';
import * as reratings from './reratings.ts';
import * as tariffplans from './tariffplans.ts';
import * as usage from './usage.ts';
import * as userRegistrations from './user-registrations.ts';
import * as users from './users.ts';
import * as whitelists from './whitelists.ts';

/** The registry: every operation of the product under its operationId. */
export const operations = {
  ...customers,
  ...attention,
  ...users,
  ...callSimulations,
  ...userRegistrations,
  ...domains,
  ...tariffplans,
  ...reratings,
  ...destinations,
  ...limits,
  ...whitelists,
  ...extensions,
  ...forwards,
  ...callRecords,
  ...callRecordSearch,
  ...callRecordSources,
  ...quarantine,
  ...consumers,
  ...apiKeys,
  ...operators,
  ...audit,
  ...ledger,
  ...usage,
} as const;

export type OperationId = keyof typeof operations;
export type OperationInput<Id extends OperationId> = InputOf<(typeof operations)[Id]>;
export type OperationWireInput<Id extends OperationId> = WireInputOf<(typeof operations)[Id]>;
export type OperationOutput<Id extends OperationId> = OutputOf<(typeof operations)[Id]>;

export const operationIds = Object.keys(operations) as OperationId[];

/** One operation, with its types widened for code that loops over the registry. */
export const operationOf = (id: OperationId): Operation => operations[id] as unknown as Operation;

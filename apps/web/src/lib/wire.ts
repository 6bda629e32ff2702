import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/trpc/router.ts';

type Outputs = inferRouterOutputs<AppRouter>;

/** The things of the contracts as they arrive in the browser: JSON has no undefined. */
export type Customer = Outputs['getCustomer'];
export type User = Outputs['getUser'];
export type Domain = Outputs['getDomain'];
export type UserRegistration = Outputs['getUserRegistrations']['registrations'][number];
export type Consumer = Outputs['getConsumer'];
export type CallRecord = Outputs['getCallRecord'];
export type CallSimulation = Outputs['simulateCall'];
export type CallRecordExplanation = Outputs['explainCallRecord'];
export type CallRecordRequest = Outputs['getCallRecordRequest'];
export type Delivery = Outputs['getCallRecordRequestDeliveries']['items'][number];
export type LedgerEntry = Outputs['getCustomerLedgerEntries']['items'][number];
export type CallRecordSource = Outputs['getCallRecordSource'];
export type QuarantinedRecord = Outputs['getQuarantinedRecord'];
export type DeliveryAttempt = Outputs['getDeliveryAttempts']['items'][number];
export type InboxMessageHead = Outputs['getInboxMessages']['items'][number];
export type Tariffplan = Outputs['getTariffplan'];
export type Rate = Outputs['getRate'];
export type Rerating = Outputs['getRerating'];
export type CallPrice = Outputs['priceCall'];
export type Usage = Outputs['getUsage'];
export type UsageRow = Usage['rows'][number];
export type AttentionGroup = Outputs['getAttention']['groups'][number];
export type AttentionKind = AttentionGroup['kind'];
export type AttentionItem = AttentionGroup['items'][number];
export type Limit = Outputs['getLimit'];
export type ApiKey = Outputs['getApiKey'];
export type AuditEntry = Outputs['getAuditEntry'];
export type Operator = Outputs['getOperator'];
export type Extension = Outputs['getExtension'];
export type NumberRange = Outputs['getNumberRange'];
export type Forward = Outputs['getForward'];
export type Destination = Outputs['getDestination'];
export type Whitelist = Outputs['getWhitelist'];

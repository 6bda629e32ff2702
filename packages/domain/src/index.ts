export { createKeyAuthenticator } from './access/authenticate-key.ts';
export { createRequestQuota, type QuotaAnswer, type QuotaPolicy } from './access/request-quota.ts';
export { endSession, SESSION_SECONDS, sessionCaller, type Visitor } from './access/sessions.ts';
export { type SignInOutcome, signInOperator } from './access/sign-in.ts';
export * from './account/index.ts';
export * from './core/audit.ts';
export * from './core/caller.ts';
export * from './core/clock.ts';
export type * from './core/context.ts';
export { databaseFault } from './core/database-fault.ts';
export * from './core/domain-error.ts';
export { type Executed, execute, parseInput } from './core/execute.ts';
export * from './core/jobs.ts';
export { loggableError } from './core/loggable-error.ts';
export { newId } from './core/new-id.ts';
export * from './core/tree-path.ts';
export * from './crypto/keyring.ts';
export { type Brand, readBrand, readBrandOf, readLogo } from './customers/brand.ts';
export { createPlatform, type NewPlatform } from './customers/create-platform.ts';
export * from './delivery/index.ts';
export { isWithinCidrs } from './delivery/public-address.ts';
export {
  cidrSetting,
  isSafeFor,
  listSetting,
  webhookPolicy,
  webhookSettings,
} from './delivery/webhook-settings.ts';
export { createTxtResolver, proveDomain } from './domains/prove-domain.ts';
export * from './events/index.ts';
export * from './ledger/index.ts';
export * from './limits/index.ts';
export * from './reratings/index.ts';
export * from './sip/index.ts';
export * from './usage/index.ts';

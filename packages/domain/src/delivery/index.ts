export { challengeConsumer } from './challenge-consumer.ts';
export { confirmConsumer } from './confirm-consumer.ts';
export { type ConsumerLeases, createConsumerLeases } from './consumer-leases.ts';
export type { DeliveryDeps, DeliveryLog, StepName } from './delivery-deps.ts';
export { type DueConsumer, findConsumersOf, findDueConsumers } from './due-consumers.ts';
export { keepHouse } from './keep-house.ts';
export { RETRY_DELAYS_SECONDS } from './retry-schedule.ts';
export { markQueued, type Served, serveConsumer } from './serve-consumer.ts';
export { createTransport, type Resolve, type WebhookTransport } from './transport.ts';

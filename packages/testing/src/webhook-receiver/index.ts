export * from './start-webhook-receiver.ts';

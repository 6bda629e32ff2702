export * from './account.ts';
export * from './errors.ts';
export * from './field-errors.ts';
export * from './fields/index.ts';
export * from './operation.ts';
export * from './operations/index.ts';
export * from './resources/index.ts';
export * from './webhooks.ts';

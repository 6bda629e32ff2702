export * from './make-one-of-each.ts';
export * from './test-clock.ts';
export * from './test-domain.ts';
export * from './test-tree.ts';

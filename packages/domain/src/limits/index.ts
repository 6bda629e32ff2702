export { pruneLimits } from './prune-limits.ts';

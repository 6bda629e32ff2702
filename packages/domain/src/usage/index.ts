export { foldUsage } from './fold-usage.ts';
export { settleUsage } from './settle-usage.ts';

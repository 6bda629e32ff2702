export { foldUsage } from './fold-usage.ts';

export { rerateUnrated } from './rerate-unrated.ts';
export type { ReratingDeps } from './rerating-deps.ts';
export { resumeReratings, runRerating } from './run-rerating.ts';

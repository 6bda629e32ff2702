export { ApiProblem } from './api-problem.ts';
export { Strowger, type StrowgerOptions } from './strowger.ts';

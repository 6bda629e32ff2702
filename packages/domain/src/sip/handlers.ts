import { simulateCall } from './simulate-call.ts';

export const sipQueries = { simulateCall };

import { getUserRegistrations } from './get-user-registrations.ts';
import { simulateCall } from './simulate-call.ts';

export const sipQueries = { getUserRegistrations, simulateCall };

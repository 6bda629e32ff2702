import { cancelRerating } from './cancel-rerating.ts';
import { rerateCallRecords } from './create-rerating.ts';
import { getRerating, getReratings } from './queries.ts';

export const reratingQueries = { getRerating, getReratings };
export const reratingMutations = { rerateCallRecords, cancelRerating };

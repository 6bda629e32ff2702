import { createCallRecordSource } from './create-source.ts';
import { getCallRecordSource, getCustomerCallRecordSources } from './queries.ts';
import { updateCallRecordSource } from './update-source.ts';

export const sourceQueries = { getCallRecordSource, getCustomerCallRecordSources };
export const sourceMutations = { createCallRecordSource, updateCallRecordSource };

import { createCallRecordSource } from './create-source.ts';
import { getCallRecordSource, getCustomerCallRecordSources, getQuarantinedRecords } from './queries.ts';
import { updateCallRecordSource } from './update-source.ts';

export const sourceQueries = { getCallRecordSource, getCustomerCallRecordSources, getQuarantinedRecords };
export const sourceMutations = { createCallRecordSource, updateCallRecordSource };

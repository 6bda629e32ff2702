import { attributeCallRecords } from './attribute-records.ts';
import { discardQuarantinedRecords } from './discard-records.ts';
import { getQuarantinedRecord, getQuarantinedRecords } from './queries.ts';
import { replayQuarantinedRecords } from './replay-records.ts';

export const quarantineQueries = { getQuarantinedRecords, getQuarantinedRecord };
export const quarantineMutations = {
  replayQuarantinedRecords,
  attributeCallRecords,
  discardQuarantinedRecords,
};

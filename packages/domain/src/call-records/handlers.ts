import { cancelCallRecordRequest } from './cancel-request.ts';
import { explainCallRecord } from './explain-call-record.ts';
import { getCallRecords, getCustomerCallRecords } from './order-records.ts';
import { getCallRecordRequest, getCallRecordRequestDeliveries, getCallRecordRequests } from './queries.ts';

export const callRecordQueries = {
  explainCallRecord,
  getCallRecordRequests,
  getCallRecordRequest,
  getCallRecordRequestDeliveries,
};
export const callRecordMutations = { getCallRecords, getCustomerCallRecords, cancelCallRecordRequest };

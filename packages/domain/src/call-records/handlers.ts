import { cancelCallRecordRequest } from './cancel-request.ts';
import { downloadCallRecordRequest } from './download-request.ts';
import { explainCallRecord } from './explain-call-record.ts';
import { getCallRecords, getCustomerCallRecords } from './order-records.ts';
import {
  getCallRecordRequest,
  getCallRecordRequestDeliveries,
  getCallRecordRequests,
  getConsumerDeliveries,
  getDelivery,
  getDeliveryAttempts,
} from './queries.ts';
import { getDeliveryMessage } from './read-delivery-message.ts';
import { redeliverEvent } from './redeliver-event.ts';
import { redeliverCallRecordRequest } from './redeliver-request.ts';

import { getCallRecord, getCallRecordSearch } from './search-records.ts';

export const callRecordQueries = {
  getCallRecordSearch,
  getCallRecord,
  explainCallRecord,
  getCallRecordRequests,
  getCallRecordRequest,
  getCallRecordRequestDeliveries,
  getConsumerDeliveries,
  getDelivery,
  getDeliveryAttempts,
  getDeliveryMessage,
};
export const callRecordMutations = {
  getCallRecords,
  getCustomerCallRecords,
  cancelCallRecordRequest,
  redeliverCallRecordRequest,
  redeliverEvent,
};
export const callRecordDownloads = { downloadCallRecordRequest };

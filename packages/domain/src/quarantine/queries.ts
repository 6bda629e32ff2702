import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { customerModel } from '../customers/read-model.ts';
import { sourceModel } from '../sources/read-model.ts';
import { quarantineListModel, quarantineModel } from './read-model.ts';

export const getQuarantinedRecord: QueryHandler<'getQuarantinedRecord'> = (context, input) =>
  readOne(context, quarantineModel, input.quarantinedRecordId);

/** Newest first. */
export const getQuarantinedRecords: QueryHandler<'getQuarantinedRecords'> = async (context, input) => {
  const { limit, cursor, ...filters } = input;
  const { customerId, sourceId, status, reason, receivedFrom, receivedTo } = filters;
  const customer = customerId && (await readRow(context, customerModel, customerId));
  if (sourceId) await readRow(context, sourceModel, sourceId);
  return readPage(context, quarantineListModel, {
    limit,
    cursor,
    fingerprint: filters,
    sort: { sql: 't.received_at', type: 'timestamptz' },
    descending: true,
    where: (p) => [
      customer && `t.path >= ${p.add(customer.path)} and t.path < ${p.add(subtreeEnd(customer.path))}`,
      sourceId && `t.source_id = ${p.add(sourceId)}`,
      status && `t.status = ${p.add(status)}::quarantine_status`,
      reason && `t.reason = ${p.add(reason)}`,
      receivedFrom && `t.received_at >= ${p.add(receivedFrom)}`,
      receivedTo && `t.received_at < ${p.add(receivedTo)}`,
    ],
  });
};

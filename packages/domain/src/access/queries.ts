import { type IdKind, idPrefixes } from '@strowger/contracts';
import type { QueryHandler } from '../core/context.ts';
import { firstIdOf } from '../core/new-id.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { customerModel } from '../customers/read-model.ts';
import { parseReference } from '../owned/reference.ts';
import { auditModel } from './audit-model.ts';
import { operatorModel } from './operator-model.ts';
import { apiKeyModel } from './read-model.ts';

export const getApiKey: QueryHandler<'getApiKey'> = (context, { apiKeyId }) =>
  readOne(context, apiKeyModel, apiKeyId);

export const getCustomerApiKeys: QueryHandler<'getCustomerApiKeys'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, apiKeyModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.name', type: 'text' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};

export const getOperator: QueryHandler<'getOperator'> = (context, { operatorId }) =>
  readOne(context, operatorModel, operatorId);

export const getCustomerOperators: QueryHandler<'getCustomerOperators'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, operatorModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.email', type: 'text' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};

const kinds = Object.keys(idPrefixes) as IdKind[];

export const getAuditEntry: QueryHandler<'getAuditEntry'> = (context, { auditEntryId }) =>
  readOne(context, auditModel, auditEntryId);

/** Newest first. A subject or actor that is not in the scope has no entries there. */
export const getAuditEntries: QueryHandler<'getAuditEntries'> = async (context, input) => {
  const below =
    input.customerId === undefined ? undefined : await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  const idIn = (wireId: string) => parseReference(wireId, kinds).id;
  return readPage(context, auditModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [
      below && `t.path >= ${p.add(below.path)} and t.path < ${p.add(subtreeEnd(below.path))}`,
      input.subjectId && `t.subject_id = ${p.add(idIn(input.subjectId))}`,
      input.actorId && `t.actor_id = ${p.add(idIn(input.actorId))}`,
      input.from && `t.id >= ${p.add(firstIdOf(input.from))}::uuid`,
      input.to && `t.id < ${p.add(firstIdOf(input.to))}::uuid`,
      input.operation && `t.operation = ${p.add(input.operation)}`,
    ],
  });
};

import { encodeId, type User } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type UserRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  username: string;
  domainId: string;
  domain: string;
  displayName: string | null;
  callerId: string | null;
  callerIdPresentation: User['callerIdPresentation'];
  allowedCallerIds: string[];
  status: User['status'];
  maxRegistrations: number;
  maxCalls: number | null;
  codecs: User['codecs'];
  transport: User['transport'];
  srtp: User['srtp'];
  timeZone: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The digests are no column of this model: nothing that is read through it can leave them anywhere. */
export const userModel: ReadModel<UserRow, User> = {
  kind: 'user',
  from: '"user" t join domain d on d.id = t.domain_id',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    username: 't.username',
    domainId: 't.domain_id',
    domain: 'd.domain',
    displayName: 't.display_name',
    callerId: 't.caller_id',
    callerIdPresentation: 't.caller_id_presentation',
    allowedCallerIds: 't.allowed_caller_ids',
    status: 't.status',
    maxRegistrations: 't.max_registrations',
    maxCalls: 't.max_calls',
    codecs: 't.codecs',
    transport: 't.transport',
    srtp: 't.srtp',
    timeZone: 't.time_zone',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('user', row.id),
    customerId: encodeId('customer', row.customerId),
    externalId: row.externalId,
    username: row.username,
    domainId: encodeId('domain', row.domainId),
    domain: row.domain,
    displayName: row.displayName,
    callerId: row.callerId,
    callerIdPresentation: row.callerIdPresentation,
    allowedCallerIds: row.allowedCallerIds,
    status: row.status,
    maxRegistrations: row.maxRegistrations,
    maxCalls: row.maxCalls,
    codecs: row.codecs,
    transport: row.transport,
    srtp: row.srtp,
    timeZone: row.timeZone,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};

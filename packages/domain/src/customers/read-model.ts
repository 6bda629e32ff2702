import { type Customer, encodeIdOrNull } from '@strowger/contracts';
import { anyInactiveAbove, completeEffectiveStatus, effectiveStatus } from '../core/effective-status.ts';
import type { ReadModel } from '../core/read.ts';
import { idAt, parentIdAt } from '../core/tree-path.ts';
import type { HeldModel } from '../core/write.ts';
import { liveBalance } from '../ledger/live-balance.ts';

export type CustomerRow = {
  id: string;
  parentId: string | null;
  path: string;
  externalId: string | null;
  name: string;
  kind: Customer['kind'];
  status: Customer['status'];
  effectiveStatus: Customer['status'];
  currency: string;
  timeZone: string;
  country: string | null;
  locale: string;
  billingMode: Customer['billingMode'];
  balance: string;
  creditLimit: string;
  lowBalanceThreshold: string | null;
  tariffplanId: string | null;
  defaultCallerId: string | null;
  maxUsers: number | null;
  contact: Customer['contact'];
  branding: Customer['branding'];
  metadata: Customer['metadata'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

const columns: ReadModel<CustomerRow, Customer>['columns'] = {
  id: 't.id',
  parentId: 't.parent_id',
  path: 't.path',
  externalId: 't.external_id',
  name: 't.name',
  kind: 't.kind',
  status: 't.status',
  effectiveStatus: effectiveStatus('t.path'),
  currency: 't.currency',
  timeZone: 't.time_zone',
  country: 't.country',
  locale: 't.locale',
  billingMode: 't.billing_mode',
  balance: `trim_scale(${liveBalance('t')})::text`,
  creditLimit: 't.credit_limit::text',
  lowBalanceThreshold: 't.low_balance_threshold::text',
  tariffplanId: 't.tariffplan_id',
  defaultCallerId: 't.default_caller_id',
  maxUsers: 't.max_users',
  contact: 't.contact',
  branding: 't.branding',
  metadata: 't.metadata',
  version: 't.version',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
};

const { effectiveStatus: _, ...ownColumns } = columns;

export const customerModel: ReadModel<CustomerRow, Customer> = {
  kind: 'customer',
  from: 'customer t',
  path: 't.path',
  columns,
  present: presentCustomer,
  completion: { columns: ownColumns, lacking: anyInactiveAbove, complete: completeEffectiveStatus },
};

/** What has to be known of a customer to add something to it: no more, as every creation reads it. */
export type OwnerRow = Pick<
  CustomerRow,
  'id' | 'parentId' | 'path' | 'kind' | 'effectiveStatus' | 'currency' | 'timeZone' | 'country' | 'maxUsers'
>;

export const ownerModel: HeldModel<OwnerRow> = {
  kind: 'customer',
  from: 'customer t',
  path: 't.path',
  columns: {
    id: columns.id,
    parentId: columns.parentId,
    path: columns.path,
    kind: columns.kind,
    effectiveStatus: columns.effectiveStatus,
    currency: columns.currency,
    timeZone: columns.timeZone,
    country: columns.country,
    maxUsers: columns.maxUsers,
  },
};

function presentCustomer(row: CustomerRow): Customer {
  return {
    id: idAt(row.path),
    parentId: parentIdAt(row.path),
    externalId: row.externalId,
    name: row.name,
    kind: row.kind,
    status: row.status,
    effectiveStatus: row.effectiveStatus,
    currency: row.currency,
    timeZone: row.timeZone,
    country: row.country,
    locale: row.locale,
    billingMode: row.billingMode,
    balance: row.balance,
    creditLimit: row.creditLimit,
    lowBalanceThreshold: row.lowBalanceThreshold,
    tariffplanId: encodeIdOrNull('tariffplan', row.tariffplanId),
    defaultCallerId: row.defaultCallerId,
    maxUsers: row.maxUsers,
    contact: row.contact,
    branding: row.branding,
    metadata: row.metadata,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

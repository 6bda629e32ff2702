import { encodeId, type OffPeak, type Rate, type Tariffplan } from '@strowger/contracts';
import type { Caller } from '../core/caller.ts';
import type { Parameters, ReadModel } from '../core/read.ts';

export type TariffplanRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  name: string;
  currency: string;
  roundingMode: Tariffplan['roundingMode'];
  roundingDecimals: number;
  offPeak: OffPeak | null;
  minMarginPercent: string | null;
  /** Number of the terms (tariffplan_terms) that count now. */
  terms: number;
  validFrom: Date;
  validTo: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** A customer reads the plan that it is charged by as well, though that is its parent's. */
const assignedTo = (planId: string, p: Parameters, caller: Caller): string =>
  `${planId} = (select c.tariffplan_id from customer c where c.id = ${p.add(caller.customerId)})`;

export const tariffplanModel: ReadModel<TariffplanRow, Tariffplan> = {
  kind: 'tariffplan',
  from: 'tariffplan t',
  path: 't.path',
  alsoReadable: (p, caller) => assignedTo('t.id', p, caller),
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    name: 't.name',
    currency: 't.currency',
    roundingMode: 't.rounding_mode',
    roundingDecimals: 't.rounding_decimals',
    offPeak: 't.off_peak',
    minMarginPercent: 't.min_margin_percent::text',
    terms: 't.terms',
    validFrom: 't.valid_from',
    validTo: 't.valid_to',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => presentTariffplan(row, 'owned'),
};

export function presentTariffplan(row: TariffplanRow, relation: Tariffplan['relation']): Tariffplan {
  return {
    id: encodeId('tariffplan', row.id),
    customerId: encodeId('customer', row.customerId),
    relation,
    externalId: row.externalId,
    name: row.name,
    currency: row.currency,
    roundingMode: row.roundingMode,
    roundingDecimals: row.roundingDecimals,
    offPeak: row.offPeak,
    ...(relation === 'owned' && { minMarginPercent: row.minMarginPercent }),
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export type RateRow = {
  id: string;
  tariffplanId: string;
  prefix: string;
  name: string;
  country: string | null;
  direction: Rate['direction'];
  connectionFee: string;
  pricePerMinute: string;
  offPeakPricePerMinute: string | null;
  initialSeconds: number;
  incrementSeconds: number;
  graceSeconds: number;
  minimumCharge: string;
  blocked: boolean;
  validFrom: Date;
  validTo: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export const rateModel: ReadModel<RateRow, Rate> = {
  kind: 'rate',
  from: 'rate t join tariffplan p on p.id = t.tariffplan_id',
  path: 'p.path',
  alsoReadable: (p, caller) => assignedTo('p.id', p, caller),
  columns: {
    id: 't.id',
    tariffplanId: 't.tariffplan_id',
    prefix: 't.prefix',
    name: 't.name',
    country: 't.country',
    direction: 't.direction',
    connectionFee: 't.connection_fee::text',
    pricePerMinute: 't.price_per_minute::text',
    offPeakPricePerMinute: 't.off_peak_price_per_minute::text',
    initialSeconds: 't.initial_seconds',
    incrementSeconds: 't.increment_seconds',
    graceSeconds: 't.grace_seconds',
    minimumCharge: 't.minimum_charge::text',
    blocked: 't.blocked',
    validFrom: 't.valid_from',
    validTo: 't.valid_to',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('rate', row.id),
    tariffplanId: encodeId('tariffplan', row.tariffplanId),
    prefix: row.prefix,
    name: row.name,
    country: row.country,
    direction: row.direction,
    connectionFee: row.connectionFee,
    pricePerMinute: row.pricePerMinute,
    offPeakPricePerMinute: row.offPeakPricePerMinute,
    initialSeconds: row.initialSeconds,
    incrementSeconds: row.incrementSeconds,
    graceSeconds: row.graceSeconds,
    minimumCharge: row.minimumCharge,
    blocked: row.blocked,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};

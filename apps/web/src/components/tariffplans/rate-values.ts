import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import type { Rate } from '@/lib/wire.ts';
import { shortPrice } from './rate-columns.tsx';

/** A rate as the fields of its form. */
export const rateValues = (rate: Rate) => ({
  prefix: rate.prefix,
  direction: rate.direction,
  name: rate.name,
  country: rate.country ?? '',
  pricePerMinute: shortPrice(rate.pricePerMinute),
  offPeakPricePerMinute: rate.offPeakPricePerMinute === null ? '' : shortPrice(rate.offPeakPricePerMinute),
  connectionFee: shortPrice(rate.connectionFee),
  minimumCharge: shortPrice(rate.minimumCharge),
  initialSeconds: String(rate.initialSeconds),
  incrementSeconds: String(rate.incrementSeconds),
  graceSeconds: String(rate.graceSeconds),
  blocked: rate.blocked ? 'blocked' : 'allowed',
  validFrom: toLocalField(new Date(rate.validFrom)),
  validTo: rate.validTo === null ? '' : toLocalField(new Date(rate.validTo)),
});
export type RateValues = ReturnType<typeof rateValues>;

/** A new rate, before anything is typed. */
export const newRateValues: RateValues = {
  prefix: '',
  direction: 'outbound',
  name: '',
  country: '',
  pricePerMinute: '',
  offPeakPricePerMinute: '',
  connectionFee: '',
  minimumCharge: '',
  initialSeconds: '',
  incrementSeconds: '',
  graceSeconds: '',
  blocked: 'allowed',
  validFrom: '',
  validTo: '',
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const given = (text: string): string | undefined => orNull(text) ?? undefined;
const integerOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
const timeOf = (text: string): string | undefined => (text === '' ? undefined : fromLocalField(text));

/** What of a rate may be changed, in the wire form. */
export const rateWire = (values: RateValues) => ({
  name: values.name.trim(),
  country: orNull(values.country),
  pricePerMinute: values.pricePerMinute.trim(),
  offPeakPricePerMinute: orNull(values.offPeakPricePerMinute),
  connectionFee: given(values.connectionFee),
  minimumCharge: given(values.minimumCharge),
  initialSeconds: integerOf(values.initialSeconds),
  incrementSeconds: integerOf(values.incrementSeconds),
  graceSeconds: integerOf(values.graceSeconds),
  blocked: values.blocked === 'blocked',
  validFrom: timeOf(values.validFrom),
  validTo: timeOf(values.validTo) ?? null,
});

/** The fields of a rate that has begun which may still be changed. */
export const begunFields: ReadonlySet<string> = new Set(['name', 'country', 'validTo']);

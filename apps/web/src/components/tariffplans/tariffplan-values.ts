import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import type { Tariffplan } from '@/lib/wire.ts';
import { readWindows, windowsText } from './off-peak-text.ts';

/** A plan as the fields of its form. */
export const tariffplanValues = (plan: Tariffplan) => ({
  name: plan.name,
  externalId: plan.externalId ?? '',
  currency: plan.currency,
  roundingMode: plan.roundingMode,
  roundingDecimals: String(plan.roundingDecimals),
  minMarginPercent: plan.minMarginPercent ?? '',
  validFrom: toLocalField(new Date(plan.validFrom)),
  validTo: plan.validTo === null ? '' : toLocalField(new Date(plan.validTo)),
  offPeak: {
    timeZone: plan.offPeak?.timeZone ?? '',
    windows: plan.offPeak ? windowsText(plan.offPeak.windows) : '',
  },
});
export type TariffplanValues = ReturnType<typeof tariffplanValues>;

/** A new plan, before anything is typed. Its off-peak times are by the clocks of its owner. */
export const newTariffplanValues = (timeZone: string): TariffplanValues => ({
  name: '',
  externalId: '',
  currency: '',
  roundingMode: 'up',
  roundingDecimals: '',
  minMarginPercent: '',
  validFrom: '',
  validTo: '',
  offPeak: { timeZone, windows: '' },
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const timeOf = (text: string): string | undefined => (text === '' ? undefined : fromLocalField(text));

/** The writable fields in the wire form. The currency is given once, when the plan is made. */
export const tariffplanWire = (values: TariffplanValues) => ({
  name: values.name.trim(),
  externalId: orNull(values.externalId),
  roundingMode: values.roundingMode,
  roundingDecimals:
    values.roundingDecimals.trim() === '' ? undefined : Number(values.roundingDecimals.trim()),
  minMarginPercent: orNull(values.minMarginPercent),
  validFrom: timeOf(values.validFrom),
  validTo: timeOf(values.validTo) ?? null,
  offPeak:
    values.offPeak.windows.trim() === ''
      ? null
      : { timeZone: values.offPeak.timeZone, windows: readWindows(values.offPeak.windows) },
});

/** The same to be compared, with the off-peak times as text. */
export const comparableTariffplan = (plan: Tariffplan) => {
  const values = tariffplanValues(plan);
  const { timeZone, windows } = values.offPeak;
  return { ...tariffplanWire(values), offPeak: windows === '' ? '' : `${windows}\n(${timeZone})` };
};

import type { CallRecordSource } from '@/lib/wire.ts';

/** A source as the fields of its form. */
export const sourceValues = (source: CallRecordSource) => ({
  name: source.name,
  format: source.format,
  country: source.country ?? '',
  timeZone: source.timeZone,
  externalId: source.externalId ?? '',
  enabled: String(source.enabled),
});
export type SourceValues = ReturnType<typeof sourceValues>;

/** A new source, before anything is typed; country and time zone are the customer's unless given. */
export const newSourceValues: SourceValues = {
  name: '',
  format: 'ndjson',
  country: '',
  timeZone: '',
  externalId: '',
  enabled: 'true',
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What may be changed, in the wire form. */
export const sourceWire = (values: SourceValues) => ({
  name: values.name.trim(),
  country: orNull(values.country),
  timeZone: values.timeZone === '' ? undefined : values.timeZone,
  externalId: orNull(values.externalId),
  enabled: values.enabled === 'true',
});

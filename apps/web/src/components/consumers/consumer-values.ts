import type { Consumer } from '@/lib/wire.ts';

export const consumerValues = (consumer: Consumer) => ({
  url: consumer.url,
  description: consumer.description ?? '',
  externalId: consumer.externalId ?? '',
  batchSize: String(consumer.batchSize),
  maxInFlight: String(consumer.maxInFlight),
  format: consumer.format,
  gzip: String(consumer.gzip),
  events: consumer.events,
});
export type ConsumerValues = ReturnType<typeof consumerValues>;

export const newConsumerValues: ConsumerValues = {
  url: '',
  description: '',
  externalId: '',
  batchSize: '',
  maxInFlight: '',
  format: 'json',
  gzip: 'false',
  events: [],
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const integerOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** The writable fields in the wire form. */
export const consumerWire = (values: ConsumerValues) => ({
  url: values.url.trim(),
  description: orNull(values.description),
  externalId: orNull(values.externalId),
  batchSize: integerOf(values.batchSize),
  maxInFlight: integerOf(values.maxInFlight),
  format: values.format,
  gzip: values.gzip === 'true',
  events: values.events,
});

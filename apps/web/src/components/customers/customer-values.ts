import { compact } from '@/lib/compact.ts';
import type { Customer } from '@/lib/wire.ts';

const contactKeys = ['company', 'name', 'email', 'phone', 'street', 'postalCode', 'city', 'country'] as const;

const filled = <K extends string>(keys: readonly K[], given: Partial<Record<K, string>>) =>
  Object.fromEntries(keys.map((key) => [key, given[key] ?? ''])) as Record<K, string>;

/** A customer as the fields of its form: text all through, empty where there is nothing. */
export const customerValues = (customer: Customer) => ({
  name: customer.name,
  kind: customer.kind,
  externalId: customer.externalId ?? '',
  status: customer.status,
  currency: customer.currency,
  timeZone: customer.timeZone,
  country: customer.country ?? '',
  locale: customer.locale,
  billingMode: customer.billingMode,
  creditLimit: customer.creditLimit,
  lowBalanceThreshold: customer.lowBalanceThreshold ?? '',
  tariffplanId: customer.tariffplanId ?? '',
  defaultCallerId: customer.defaultCallerId ?? '',
  maxUsers: customer.maxUsers === null ? '' : String(customer.maxUsers),
  contact: filled(contactKeys, customer.contact),
  metadata: Object.entries(customer.metadata)
    .map(([key, value]) => `${key} = ${value}`)
    .join('\n'),
});
export type CustomerValues = ReturnType<typeof customerValues>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The writable fields in the wire form. */
export const customerWire = (values: CustomerValues) => ({
  name: values.name.trim(),
  kind: values.kind,
  externalId: orNull(values.externalId),
  status: values.status,
  currency: values.currency,
  timeZone: values.timeZone,
  country: orNull(values.country),
  locale: values.locale,
  billingMode: values.billingMode,
  creditLimit: values.creditLimit.trim(),
  lowBalanceThreshold: orNull(values.lowBalanceThreshold),
  tariffplanId: orNull(values.tariffplanId),
  defaultCallerId: orNull(values.defaultCallerId),
  maxUsers: values.maxUsers.trim() === '' ? null : Number(values.maxUsers),
  contact: compact(values.contact),
  metadata: readMetadata(values.metadata),
});

/** `key = value`, one a line. A line without a sign of equality is a key with nothing, which the schema judges. */
function readMetadata(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

/** Where the name of a customer's plan can be read: at its parent, who owns it, or on its own node, where it is assigned. */
export const plansInput = (customer: Customer, isOwn: boolean) => ({
  customerId: isOwn ? customer.id : (customer.parentId ?? ''),
  limit: '200',
});

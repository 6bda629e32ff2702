import { CustomerCreate } from '@strowger/contracts';
import type { BulkColumn, BulkKind, BulkStep, LineFault, Values } from '@/lib/bulk/bulk-kind.ts';
import { readInteger, readNumber, readText, readWord } from '@/lib/bulk/readers.ts';
import { compact } from '@/lib/compact.ts';
import { text } from '@/messages/bulk.ts';
import { text as customers } from '@/messages/customers.ts';

const { fields, hints } = customers;
const upper = (given: string): string => given.toUpperCase();

const columns: BulkColumn[] = [
  {
    name: 'name',
    label: fields.name,
    aliases: ['customer', 'customerName'],
    read: readText,
    required: true,
    examples: ['Bakery Jansen', 'Harbour Voice'],
  },
  {
    name: 'kind',
    label: fields.kind,
    aliases: ['type'],
    read: readWord('end', 'reseller'),
    hint: text.hints.kind,
    examples: ['end', 'reseller'],
  },
  {
    name: 'externalId',
    label: fields.externalId,
    aliases: ['reference', 'customerNumber'],
    read: readText,
    hint: hints.externalId,
    examples: ['N-2001', 'N-2002'],
  },
  {
    name: 'currency',
    label: fields.currency,
    read: upper,
    hint: text.hints.inherited,
    examples: ['', 'EUR'],
  },
  { name: 'country', label: fields.country, read: upper, hint: text.hints.country, examples: ['NL', ''] },
  {
    name: 'timeZone',
    label: fields.timeZone,
    read: readText,
    hint: text.hints.inherited,
    examples: ['', 'Europe/Amsterdam'],
  },
  {
    name: 'locale',
    label: fields.locale,
    aliases: ['language'],
    read: readText,
    hint: hints.locale,
    examples: ['', 'nl-NL'],
  },
  {
    name: 'billingMode',
    label: fields.billingMode,
    read: readWord('postpaid', 'prepaid'),
    hint: text.hints.oneOf('postpaid, prepaid'),
    examples: ['postpaid', 'prepaid'],
  },
  {
    name: 'creditLimit',
    label: fields.creditLimit,
    read: readText,
    hint: text.hints.money,
    examples: ['500.00', ''],
  },
  {
    name: 'lowBalanceThreshold',
    label: fields.lowBalanceThreshold,
    read: readText,
    hint: text.hints.money,
    examples: ['', '25.00'],
  },
  {
    name: 'tariffplan',
    label: fields.tariffplanId,
    aliases: ['plan', 'tariffplanId'],
    read: readText,
    hint: text.hints.tariffplan,
    examples: ['', ''],
  },
  {
    name: 'defaultCallerId',
    label: fields.defaultCallerId,
    read: readNumber,
    hint: hints.defaultCallerId,
    examples: ['+31201234567', ''],
  },
  { name: 'maxUsers', label: fields.maxUsers, read: readInteger, hint: hints.maxUsers, examples: ['10', ''] },
  ...contactColumns(),
];

function contactColumns(): BulkColumn[] {
  const contact = (
    name: string,
    key: keyof typeof fields,
    example: string,
    aliases: string[] = [],
  ): BulkColumn => ({
    name,
    label: fields[key],
    aliases,
    read: name === 'phone' ? readNumber : name === 'contactCountry' ? upper : readText,
    examples: [example, ''],
  });
  return [
    contact('company', 'contact.company', 'Bakery Jansen Ltd'),
    contact('contactName', 'contact.name', 'J. Jansen', ['contact']),
    contact('email', 'contact.email', 'office@bakery.example', ['mail']),
    contact('phone', 'contact.phone', '+31201234500', ['telephone']),
    contact('street', 'contact.street', 'Main street 1', ['address']),
    contact('postalCode', 'contact.postalCode', '1012 AB', ['zip', 'postcode']),
    contact('city', 'contact.city', 'Amsterdam', ['town']),
    contact('contactCountry', 'contact.country', 'NL'),
  ];
}

/** The fields of `contact`, by column. */
const contactFields: Readonly<Record<string, string>> = {
  company: 'company',
  contactName: 'name',
  email: 'email',
  phone: 'phone',
  street: 'street',
  postalCode: 'postalCode',
  city: 'city',
  contactCountry: 'country',
};

const fieldOf = (column: string): string => {
  const contact = contactFields[column];
  return contact === undefined ? (column === 'tariffplan' ? 'tariffplanId' : column) : `contact.${contact}`;
};

const columnOf = Object.fromEntries(columns.map(({ name }) => [fieldOf(name), name]));

type Plan = { id: string; name: string };

/** Customers below one. @param plans those of it, by which it charges what is below */
export function bulkCustomersKind(parentId: string, plans: readonly Plan[]): BulkKind {
  const planOf = (given: unknown): { id?: string; faults: LineFault[] } => {
    if (given === undefined) return { faults: [] };
    const name = String(given);
    const found = plans.filter((plan) => plan.id === name || plan.name === name);
    const [first] = found;
    if (first && found.length === 1) return { id: first.id, faults: [] };
    const message = first ? text.twoPlans(name) : text.noPlan(name);
    return { faults: [{ column: 'tariffplan', message }] };
  };
  return {
    columns,
    plan: (values) => {
      const plan = planOf(values.tariffplan);
      const step: BulkStep = {
        operation: 'createCustomer',
        noun: text.nouns.customer,
        schema: CustomerCreate,
        wire: () => ({ parentId, kind: 'end', ...wireOf(values), ...compact({ tariffplanId: plan.id }) }),
        columns: columnOf,
      };
      return { steps: [step], faults: plan.faults };
    },
    unique: ({ name, externalId }) => ({
      // Two of one name are told apart by their external ids, or are one that stands twice.
      name: externalId === undefined ? (name as string | undefined) : undefined,
      externalId: externalId as string | undefined,
    }),
  };
}

function wireOf({ tariffplan: _, ...values }: Values): Record<string, unknown> {
  const entries = Object.entries(values);
  const contact = entries.flatMap(([name, value]) =>
    contactFields[name] === undefined ? [] : [[contactFields[name], value]],
  );
  const own = entries.filter(([name]) => contactFields[name] === undefined);
  return { ...Object.fromEntries(own), ...(contact.length > 0 && { contact: Object.fromEntries(contact) }) };
}

import { ExtensionCreate, UserCreate } from '@strowger/contracts';
import type { BulkColumn, BulkKind, BulkStep, LineFault, Values } from '@/lib/bulk/bulk-kind.ts';
import { readInteger, readList, readNumber, readText, readWord } from '@/lib/bulk/readers.ts';
import { compact } from '@/lib/compact.ts';
import { text } from '@/messages/bulk.ts';
import { text as users } from '@/messages/users.ts';
import type { DomainChoice } from './use-domains.ts';

const { fields, hints } = users;
const bulk = text.hints;
const codecs = ['PCMA', 'PCMU', 'G722', 'G729', 'OPUS', 'GSM', 'iLBC'];

const columns: BulkColumn[] = [
  {
    name: 'username',
    label: fields.username,
    aliases: ['user', 'login', 'sipUser', 'account'],
    read: readText,
    required: true,
    hint: hints.username,
    examples: ['desk-101', 'desk-102'],
  },
  {
    name: 'displayName',
    label: fields.displayName,
    aliases: ['name', 'fullName'],
    read: readText,
    examples: ['Front desk', 'Workshop'],
  },
  {
    name: 'number',
    label: text.labels.number,
    aliases: ['did', 'extension', 'phoneNumber', 'e164', 'inboundNumber'],
    read: readNumber,
    hint: bulk.numberHint,
    examples: ['+31201234567', '+31201234568'],
  },
  {
    name: 'callerId',
    label: fields.callerId,
    aliases: ['cli', 'clip'],
    read: readNumber,
    hint: hints.callerId,
    examples: ['+31201234567', '+31201234568'],
  },
  {
    name: 'domain',
    label: fields.domainId,
    aliases: ['realm', 'sipDomain'],
    read: (given) => given.toLowerCase(),
    hint: bulk.domainHint,
    examples: ['', ''],
  },
  {
    name: 'password',
    label: fields.password,
    aliases: ['secret', 'sipPassword'],
    read: readText,
    secret: true,
    hint: bulk.passwordHint,
    examples: ['', ''],
  },
  {
    name: 'externalId',
    label: fields.externalId,
    aliases: ['reference'],
    read: readText,
    examples: ['A-1001', 'A-1002'],
  },
  {
    name: 'maxCalls',
    label: fields.maxCalls,
    aliases: ['channels'],
    read: readInteger,
    hint: hints.maxCalls,
    examples: ['2', ''],
  },
  {
    name: 'maxRegistrations',
    label: fields.maxRegistrations,
    read: readInteger,
    examples: ['', ''],
  },
  {
    name: 'transport',
    label: fields.transport,
    read: readWord('udp', 'tcp', 'tls'),
    hint: bulk.oneOf('udp, tcp, tls'),
    examples: ['', 'tls'],
  },
  {
    name: 'srtp',
    label: fields.srtp,
    aliases: ['encryption'],
    read: readWord('off', 'optional', 'required'),
    hint: bulk.oneOf('off, optional, required'),
    examples: ['', 'required'],
  },
  {
    name: 'codecs',
    label: fields.codecs,
    read: readList(/[|,;\s]+/, readWord(...codecs)),
    hint: hints.codecs,
    examples: ['', 'PCMA OPUS'],
  },
  {
    name: 'allowedCallerIds',
    label: fields.allowedCallerIds,
    read: readList(/[|,;\n]|\s+(?=\+)/, readNumber),
    hint: bulk.listHint,
    examples: ['', ''],
  },
  {
    name: 'timeZone',
    label: fields.timeZone,
    read: readText,
    hint: hints.timeZone,
    examples: ['', 'Europe/Amsterdam'],
  },
];

const ofUser = Object.fromEntries(
  columns
    .filter(({ name }) => name !== 'number')
    .map(({ name }) => (name === 'domain' ? ['domainId', name] : [name, name])),
);

const numberStep = (number: unknown): BulkStep => ({
  operation: 'createExtension',
  noun: text.nouns.extension,
  schema: ExtensionCreate,
  wire: ({ ids: [userId] }) => ({ userId, direction: 'inbound', number, targetId: userId }),
  columns: { number: 'number' },
});

/** SIP users of a customer, each with an inbound number of its own where its line names one. */
export function bulkUsersKind(customerId: string, { domains, preselected }: DomainChoice): BulkKind {
  const idOf = new Map(domains.map(({ domain, id }) => [domain, id]));
  const domainOf = (values: Values) =>
    values.domain === undefined ? preselected : idOf.get(String(values.domain));
  return {
    columns,
    plan: (values) => {
      const { number, domain, password, ...rest } = values;
      const domainId = domainOf(values);
      const faults: LineFault[] =
        domain !== undefined && domainId === undefined
          ? [{ column: 'domain', message: text.noDomain(String(domain)) }]
          : [];
      const user: BulkStep = {
        operation: 'createUser',
        noun: text.nouns.user,
        schema: UserCreate,
        wire: ({ secret }) => ({
          customerId,
          ...rest,
          ...compact({ domainId }),
          password: password ?? secret,
        }),
        columns: ofUser,
      };
      return { steps: number === undefined ? [user] : [user, numberStep(number)], faults };
    },
    unique: (values) => ({
      username: values.username === undefined ? undefined : `${values.username}@${domainOf(values) ?? ''}`,
      number: values.number as string | undefined,
      externalId: values.externalId as string | undefined,
    }),
  };
}

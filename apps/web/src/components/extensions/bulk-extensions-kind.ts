import { ExtensionCreate } from '@strowger/contracts';
import type { BulkColumn, BulkKind, BulkStep, LineFault, Values } from '@/lib/bulk/bulk-kind.ts';
import { readInteger, readNumber, readText, readWord } from '@/lib/bulk/readers.ts';
import { compact } from '@/lib/compact.ts';
import type { User } from '@/lib/wire.ts';
import { text } from '@/messages/bulk.ts';

const { labels } = text;

const columns: BulkColumn[] = [
  {
    name: 'number',
    label: labels.number,
    aliases: ['did', 'extension', 'phoneNumber', 'e164'],
    read: readNumber,
    hint: text.hints.number,
    examples: ['+31201234567', ''],
  },
  {
    name: 'rangeStart',
    label: labels.rangeStart,
    aliases: ['from', 'first', 'firstNumber'],
    read: readNumber,
    hint: text.hints.range,
    examples: ['', '+31201234600'],
  },
  {
    name: 'rangeEnd',
    label: labels.rangeEnd,
    aliases: ['to', 'last', 'lastNumber'],
    read: readNumber,
    examples: ['', '+31201234699'],
  },
  {
    name: 'target',
    label: labels.target,
    aliases: ['targetId', 'user', 'username', 'destination'],
    read: readText,
    required: true,
    hint: text.hints.target,
    examples: ['desk-101', 'trunk-1'],
  },
  {
    name: 'status',
    label: labels.status,
    read: readWord('active', 'inactive'),
    hint: text.hints.status,
    examples: ['active', ''],
  },
  { name: 'ringSeconds', label: labels.ringSeconds, read: readInteger, examples: ['30', ''] },
  {
    name: 'maxCalls',
    label: labels.maxCalls,
    aliases: ['channels'],
    read: readInteger,
    examples: ['', '20'],
  },
  {
    name: 'externalId',
    label: labels.externalId,
    aliases: ['reference'],
    read: readText,
    examples: ['', 'D-1'],
  },
];

const ofExtension = Object.fromEntries(
  columns.map(({ name }) => (name === 'target' ? ['targetId', name] : [name, name])),
);

/** The user of that name, or what is wrong with it. An id stands for itself. */
function targetOf(given: unknown, users: readonly User[]): { id?: string; faults: LineFault[] } {
  if (given === undefined) return { faults: [] };
  const name = String(given);
  if (/^(usr|dst|fwd)_/.test(name)) return { id: name, faults: [] };
  const found = users.filter(({ username, domain }) => username === name || `${username}@${domain}` === name);
  const [first] = found;
  if (first && found.length === 1) return { id: first.id, faults: [] };
  return {
    faults: [{ column: 'target', message: first ? text.twoTargets(name) : text.noTarget(name) }],
  };
}

/** Either one number or both ends of a range. */
function spanFaults({ number, rangeStart, rangeEnd }: Values): LineFault[] {
  const isRange = rangeStart !== undefined || rangeEnd !== undefined;
  if (number !== undefined) return isRange ? [{ column: 'number', message: text.bothNumbers }] : [];
  if (!isRange) return [{ column: 'number', message: text.numberMissing }];
  if (rangeStart === undefined) return [{ column: 'rangeStart', message: text.rangeOpen }];
  return rangeEnd === undefined ? [{ column: 'rangeEnd', message: text.rangeOpen }] : [];
}

/** Inbound numbers of a customer, each with what it leads to. @param users those that can be named as targets */
export function bulkExtensionsKind(customerId: string, users: readonly User[]): BulkKind {
  return {
    columns,
    plan: ({ target, ...values }) => {
      const { id, faults } = targetOf(target, users);
      const step: BulkStep = {
        operation: 'createExtension',
        noun: text.nouns.extension,
        schema: ExtensionCreate,
        wire: () => ({ customerId, direction: 'inbound', ...values, ...compact({ targetId: id }) }),
        columns: ofExtension,
      };
      const missing = target === undefined ? [{ column: 'target', message: text.targetMissing }] : [];
      return { steps: [step], faults: [...spanFaults(values), ...missing, ...faults] };
    },
    unique: ({ number, rangeStart, externalId }) => ({
      number: number as string | undefined,
      rangeStart: rangeStart as string | undefined,
      externalId: externalId as string | undefined,
    }),
  };
}

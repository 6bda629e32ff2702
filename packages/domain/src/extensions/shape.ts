import type { Extension, OperationInput } from '@strowger/contracts';
import { invalid } from '../core/domain-error.ts';
import { numberToInteger } from './number.ts';

export type ExtensionFields = Omit<
  OperationInput<'updateExtension'>,
  'extensionId' | 'externalId' | 'status'
>;

const inboundOnly = ['number', 'rangeStart', 'rangeEnd', 'targetId', 'ringSeconds', 'maxCalls'] as const;
const outboundOnly = [
  'dialPattern',
  'stripDigits',
  'prepend',
  'callerId',
  'destinationId',
  'priority',
] as const;
const NUMBERS_IN_RANGE_MAX = 1_000_000n;

/** @throws DomainError validation for a field of the other direction */
export function requireOfDirection(direction: Extension['direction'], fields: ExtensionFields): void {
  const foreign = direction === 'inbound' ? outboundOnly : inboundOnly;
  const wrong = foreign.find((name) => fields[name] !== undefined && fields[name] !== null);
  if (wrong) throw invalid(wrong, `does not go with an ${direction} extension`);
}

export type NumberSpan = { first: bigint; last: bigint };

/** The numbers of an inbound extension: of `number`, or from `rangeStart` to `rangeEnd`. @throws DomainError validation */
export function numberSpan(fields: Pick<ExtensionFields, 'number' | 'rangeStart' | 'rangeEnd'>): NumberSpan {
  const { number, rangeStart, rangeEnd } = fields;
  if (number && (rangeStart || rangeEnd)) throw invalid('number', 'goes without rangeStart and rangeEnd');
  if (number) return { first: numberToInteger(number), last: numberToInteger(number) };
  if (!rangeStart) throw invalid(rangeEnd ? 'rangeStart' : 'number', 'must be given');
  if (!rangeEnd) throw invalid('rangeEnd', 'must be given with rangeStart');
  return requireRange(rangeStart, rangeEnd);
}

/** A range of numbers of one length, in order. @throws DomainError validation */
export function requireRange(rangeStart: string, rangeEnd: string): NumberSpan {
  if (rangeStart.length !== rangeEnd.length)
    throw invalid('rangeEnd', 'must have as many digits as rangeStart');
  const span = { first: numberToInteger(rangeStart), last: numberToInteger(rangeEnd) };
  if (span.last < span.first) throw invalid('rangeEnd', 'must not lie before rangeStart');
  if (span.last - span.first >= NUMBERS_IN_RANGE_MAX)
    throw invalid('rangeEnd', 'must lie within a million numbers of rangeStart');
  return span;
}

/** An outbound extension does something: it sends the call somewhere, or sets the caller id. */
export function requireTreatment(fields: ExtensionFields): void {
  if (!fields.dialPattern) throw invalid('dialPattern', 'must be given');
  const treats = fields.destinationId || fields.callerId || fields.stripDigits || fields.prepend;
  if (!treats) throw invalid('destinationId', 'must be given, or callerId, stripDigits or prepend');
}

import { type Extension, encodeId, encodeIdOrNull } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';
import { type OwnedRow, ownedColumns, presentOwned } from '../owned/owned-resource.ts';
import { integerToNumber } from './number.ts';

export type ExtensionRow = OwnedRow & {
  direction: Extension['direction'];
  status: Extension['status'];
  /** Digits without the plus. */
  firstNumber: string | null;
  lastNumber: string | null;
  targetUserId: string | null;
  targetDestinationId: string | null;
  targetForwardId: string | null;
  ringSeconds: number | null;
  maxCalls: number | null;
  dialPattern: string | null;
  stripDigits: number | null;
  prepend: string | null;
  callerId: string | null;
  destinationId: string | null;
  priority: number | null;
  emergencyAddress: Extension['emergencyAddress'];
};

export const extensionModel: ReadModel<ExtensionRow, Extension> = {
  kind: 'extension',
  from: 'extension t',
  path: 't.path',
  columns: {
    ...ownedColumns,
    direction: 't.direction',
    status: 't.status',
    firstNumber: 't.first_number::text',
    lastNumber: 't.last_number::text',
    targetUserId: 't.target_user_id',
    targetDestinationId: 't.target_destination_id',
    targetForwardId: 't.target_forward_id',
    ringSeconds: 't.ring_seconds',
    maxCalls: 't.max_calls',
    dialPattern: 't.dial_pattern',
    stripDigits: 't.strip_digits',
    prepend: 't.prepend',
    callerId: 't.caller_id',
    destinationId: 't.destination_id',
    priority: 't.priority',
    emergencyAddress: 't.emergency_address',
  },
  present: (row) => {
    const alone = row.firstNumber === row.lastNumber;
    return {
      id: encodeId('extension', row.id),
      ...presentOwned(row),
      direction: row.direction,
      status: row.status,
      number: alone ? integerToNumber(row.firstNumber) : null,
      rangeStart: alone ? null : integerToNumber(row.firstNumber),
      rangeEnd: alone ? null : integerToNumber(row.lastNumber),
      targetId:
        encodeIdOrNull('user', row.targetUserId) ??
        encodeIdOrNull('destination', row.targetDestinationId) ??
        encodeIdOrNull('forward', row.targetForwardId),
      ringSeconds: row.ringSeconds,
      maxCalls: row.maxCalls,
      dialPattern: row.dialPattern,
      stripDigits: row.stripDigits,
      prepend: row.prepend,
      callerId: row.callerId,
      destinationId: encodeIdOrNull('destination', row.destinationId),
      priority: row.priority,
      emergencyAddress: row.emergencyAddress,
    };
  },
};

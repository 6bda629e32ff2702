import { encodeId, encodeIdOrNull, type Forward } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';
import { type OwnedRow, ownedColumns, presentOwned } from '../owned/owned-resource.ts';

type Own = Omit<Forward, keyof ReturnType<typeof presentOwned> | 'id' | 'target'>;
export type ForwardRow = OwnedRow &
  Own & {
    targetNumber: string | null;
    targetUserId: string | null;
    targetDestinationId: string | null;
    targetExtensionId: string | null;
  };

export const forwardModel: ReadModel<ForwardRow, Forward> = {
  kind: 'forward',
  from: 'forward t',
  path: 't.path',
  columns: {
    ...ownedColumns,
    condition: 't.condition',
    callSource: 't.call_source',
    ringSeconds: 't.ring_seconds',
    targetNumber: 't.target_number',
    targetUserId: 't.target_user_id',
    targetDestinationId: 't.target_destination_id',
    targetExtensionId: 't.target_extension_id',
    keepCallerId: 't.keep_caller_id',
    schedule: 't.schedule',
    priority: 't.priority',
    enabled: 't.enabled',
  },
  present: (row) => ({
    id: encodeId('forward', row.id),
    ...presentOwned(row),
    condition: row.condition,
    callSource: row.callSource,
    ringSeconds: row.ringSeconds,
    target:
      row.targetNumber ??
      encodeIdOrNull('user', row.targetUserId) ??
      encodeIdOrNull('destination', row.targetDestinationId) ??
      encodeIdOrNull('extension', row.targetExtensionId) ??
      '',
    keepCallerId: row.keepCallerId,
    schedule: row.schedule,
    priority: row.priority,
    enabled: row.enabled,
  }),
};

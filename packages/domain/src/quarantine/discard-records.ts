import { actorReference } from '../core/caller.ts';
import type { MutationHandler } from '../core/context.ts';
import { Parameters } from '../core/read.ts';
import { reread } from '../core/write.ts';
import { sourceModel } from '../sources/read-model.ts';
import { readNamed, requireSelection, selectWaiting } from './select-waiting.ts';
import { RECORDS_AT_ONCE_MAX, toResult } from './take-in-again.ts';

/** Settles records that are none, test calls for instance. They stay readable, with who did it and why. */
export const discardQuarantinedRecords: MutationHandler<'discardQuarantinedRecords'> = async (
  context,
  { note, ...selection },
) => {
  requireSelection(selection);
  const { tx, now, caller, audit } = context;
  const source = await reread(context, sourceModel, selection.sourceId);
  await readNamed(tx.rows, selection);
  const p = new Parameters();
  const waiting = `${selectWaiting(selection, p)} and status = 'waiting'`;
  const discarded = await tx.$executeRawUnsafe(
    `update quarantined_record set status = 'discarded', waits_for_leg = null, resolved_at = ${p.add(now)}::timestamptz,
       resolved_by = ${p.add(actorReference(caller.actor))}, note = ${p.add(note ?? null)}
     where id in (select id from quarantined_record where ${waiting} order by received_at, id
       limit ${RECORDS_AT_ONCE_MAX} for update)`,
    ...p.values,
  );
  await audit({
    kind: 'callRecordSource',
    id: source.id,
    customerId: source.customerId,
    path: source.path,
    before: null,
    after: { discarded, note: note ?? null },
  });
  return toResult({ discarded, remaining: discarded === RECORDS_AT_ONCE_MAX });
};

'use client';

import { QuarantineDiscard } from '@strowger/contracts';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { TextareaField } from '../form/fields.tsx';
import { useSettle } from './use-settle.ts';

type DiscardProps = { records: readonly QuarantinedRecord[]; onClose: () => void; onDone: () => void };

/** Settles records that are none, with a word why. */
export function DiscardRecords({ records, onClose, onDone }: DiscardProps) {
  const { settle } = useSettle();
  const contract = useContractForm({
    schema: QuarantineDiscard,
    defaultValues: { note: '' },
    toWire: ({ note }) => compact({ note: note.trim() }),
    send: async (wire) => {
      await settle(records, (client, sourceId, ids) =>
        client.discardQuarantinedRecords.mutate({ sourceId, ids, ...wire }),
      );
      onDone();
    },
  });
  return (
    <Drawer title={text.discardTitle(records.length)} lead={text.discardLead} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.discard} onClose={onClose}>
        <TextareaField name="note" label={text.noteLabel} hint={text.noteHint} />
      </DrawerForm>
    </Drawer>
  );
}

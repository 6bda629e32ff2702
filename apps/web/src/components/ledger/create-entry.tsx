'use client';

import { LedgerEntryCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { formatAmount } from '@/lib/format.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/ledger.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { SelectField, TextField } from '../form/fields.tsx';
import { addAmounts } from './amounts.ts';

const { fields, hints } = text;
type Kind = 'payment' | 'correction';
type Wire = { kind: Kind; amount: string; comment?: string };

const kindOptions = (['payment', 'correction'] as const).map((value) => ({
  value,
  label: text.kinds[value],
}));

/** A payment or a correction. It asks before it enters it, as an entry is never changed; sent twice, it is entered once. */
export function CreateEntry({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.createLedgerEntry.mutationOptions());
  const [asked, setAsked] = useState<Wire>();
  const keyOf = useKeyOf();
  const { id: customerId, name, currency, balance } = customer;
  const money = (amount: string) => formatAmount(amount, currency);
  const contract = useContractForm({
    schema: LedgerEntryCreate,
    defaultValues: { kind: 'payment' as Kind, amount: '', comment: '' },
    toWire: ({ kind, amount, comment }): Wire => ({
      kind,
      amount: amount.trim(),
      ...compact({ comment: comment.trim() }),
    }),
    send: async (wire) => setAsked(wire),
  });
  const enter = async (wire: Wire) => {
    try {
      const idempotencyKey = keyOf(wire);
      const entry = await create.mutateAsync({ customerId, ...wire, idempotencyKey });
      await Promise.all([
        queryClient.invalidateQueries(trpc.getCustomerLedgerEntries.pathFilter()),
        queryClient.invalidateQueries({ queryKey: trpc.getCustomer.queryKey({ customerId }) }),
      ]);
      toast.success(text.created(formatAmount(entry.amount, entry.currency)));
      onClose();
    } catch (error) {
      contract.showProblem(error);
    }
  };
  return (
    <Drawer title={text.create} lead={text.createUnder(name, money(balance))} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <FieldGroup title={text.title}>
          <SelectField name="kind" label={fields.kind} options={kindOptions} />
          <TextField
            name="amount"
            label={fields.amount}
            hint={hints.amount(currency)}
            inputMode="decimal"
            required
          />
          <TextField name="comment" label={fields.comment} hint={hints.comment} maxLength={200} wide />
        </FieldGroup>
      </DrawerForm>
      <ConfirmDialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked ? text.confirmTitle(text.kinds[asked.kind], money(asked.amount)) : ''}
        text={asked ? text.confirmText(name, money(balance), money(addAmounts(balance, asked.amount))) : ''}
        confirm={text.confirm}
        keep={text.keep}
        onConfirm={async () => asked && enter(asked)}
      />
    </Drawer>
  );
}

/** The same entry has the same key, however often it is sent; another one has another. */
function useKeyOf(): (wire: Wire) => string {
  const keys = useRef(new Map<string, string>());
  return (wire) => {
    const what = JSON.stringify(wire);
    const key = keys.current.get(what) ?? crypto.randomUUID();
    keys.current.set(what, key);
    return key;
  };
}

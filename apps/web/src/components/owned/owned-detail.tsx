'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import { text as ownedText } from '@/messages/owned-form.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { TextField } from '../form/fields.tsx';
import { CustomerName } from '../names.tsx';
import { ThingName } from '../thing-name.tsx';
import { DeleteOwned } from './delete-owned.tsx';
import { type OwnedForm, orNull } from './owned-form.ts';
import type { OwnedThing } from './owned-kind.ts';
import { useOwnedCalls } from './use-owned-calls.ts';

type Fact = readonly [label: string, value: ReactNode];

type OwnedDetailProps<Row extends OwnedThing, V extends FieldValues> = {
  form: OwnedForm<Row, V>;
  id: string;
  /** How its name is shown, where it is not the text of the form. */
  title?: (row: Row) => ReactNode;
  lead?: (row: Row) => ReactNode;
  facts?: (row: Row) => readonly (Fact | undefined)[];
  acts?: (row: Row) => ReactNode;
  above?: (row: Row) => ReactNode;
  /** Asks for it again while something is under way. */
  refetchInterval?: (row: Row | undefined) => number | false;
};

/** One owned thing: whose it is, what is known of it, and the form over it. */
export function OwnedDetail<Row extends OwnedThing, V extends FieldValues>(props: OwnedDetailProps<Row, V>) {
  const { form, id, title, lead, facts, acts, above, refetchInterval } = props;
  const calls = useOwnedCalls<Row>();
  const query = useQuery({
    ...calls.one(form.operations.get, { [form.idName]: id }),
    ...(refetchInterval && {
      refetchInterval: ({ state }: { state: { data: Row | undefined } }) => refetchInterval(state.data),
    }),
  });
  return (
    <DetailRoom
      query={query}
      title={title ?? form.nameOf}
      {...(lead && { lead })}
      {...(above && { above })}
      acts={(row) => (
        <>
          {acts?.(row)}
          <DeleteRow form={form} row={row} />
        </>
      )}
      facts={(row) => [
        row.userId
          ? [ownedText.ofUser, <ThingName key="user" id={row.userId} link />]
          : [ownedText.ofCustomer, <CustomerName key="customer" id={row.customerId} />],
        ...(facts?.(row) ?? []),
        timeFact(ownedText.createdAt, row.createdAt),
      ]}
    >
      {(row) => <OwnedEdit key={row.id} form={form} row={row} />}
    </DetailRoom>
  );
}

function DeleteRow<Row extends OwnedThing, V extends FieldValues>({ form, row }: OwnedEditProps<Row, V>) {
  return (
    <DeleteOwned
      room={form.room}
      noun={form.text.noun}
      name={form.nameOf(row)}
      thing={row}
      idName={form.idName}
      operations={form.operations}
      isReserved={useIsSetAbove(row)}
    />
  );
}

/** Whether somebody above the operator has set it: then it is read here and not written. */
function useIsSetAbove(row: OwnedThing & { setBy?: string }): boolean {
  const path = useCustomerPath(row.customerId);
  if (row.setBy === undefined || path === undefined) return false;
  return !path.some((customer) => customer.id === row.setBy);
}

type OwnedEditProps<Row extends OwnedThing, V extends FieldValues> = { form: OwnedForm<Row, V>; row: Row };

function OwnedEdit<Row extends OwnedThing, V extends FieldValues>({ form, row }: OwnedEditProps<Row, V>) {
  const trpc = useTRPC();
  const calls = useOwnedCalls<Row>();
  const mayWrite = useMay(form.operations.update);
  const isSetAbove = useIsSetAbove(row);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId: row.customerId }));
  const { text, operations, fixed = [], Fields } = form;
  const named = { [form.idName]: row.id };
  type Values = V & { externalId: string };
  const wireOf = ({ externalId, ...values }: Values) => ({
    ...Object.fromEntries(
      Object.entries(form.toWire(values as unknown as V))
        .filter(([name]) => !fixed.includes(name))
        // What a creation may leave to the server must be given from then on.
        .map(([name, value]) => [name, value === undefined ? null : value]),
    ),
    externalId: orNull(externalId),
  });
  const valuesOf = (thing: Row): Values => ({ ...form.valuesOf(thing), externalId: thing.externalId ?? '' });
  const edit = useEdit<Row, Values>({
    loaded: row,
    schema: form.updateSchema,
    toValues: valuesOf,
    toWire: wireOf,
    update: (changes, ifVersion) => calls.send(operations.update, { ...changes, ...named, ifVersion }),
    reread: () => calls.read(operations.get, named),
    onSaved: (saved) => {
      calls.keep(operations.get, named, saved);
      calls.refresh(operations.lists);
      toast.success(text.saved(form.nameOf(saved)));
    },
  });
  if (!customer) return null;
  const isLocked = !mayWrite || isSetAbove;
  return (
    <EditForm
      edit={edit}
      label={form.nameOf(row)}
      locked={isLocked ? 'all' : new Set(fixed)}
      lockReason={isSetAbove ? ownedText.setAbove : isLocked ? undefined : ownedText.fixed}
      labels={{ ...text.fields, externalId: ownedText.externalId }}
      toComparable={(thing) => wireOf(valuesOf(thing))}
    >
      <Fields customer={customer} row={row} />
      <FieldGroup title={ownedText.other}>
        <TextField name="externalId" label={ownedText.externalId} hint={ownedText.externalIdHint} mono />
      </FieldGroup>
    </EditForm>
  );
}

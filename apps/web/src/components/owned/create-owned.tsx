'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FieldValues } from 'react-hook-form';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text as ownedText } from '@/messages/owned-form.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { TextField } from '../form/fields.tsx';
import { ReferenceField } from '../form/reference-field.tsx';
import type { CreateForm } from './owned-form.ts';
import type { CreateProps, OwnedThing } from './owned-kind.ts';
import { useOwnedCalls } from './use-owned-calls.ts';

const isGiven = ([, value]: [string, unknown]): boolean => value !== null && value !== undefined;

type CreateOwnedProps<Row extends OwnedThing, V extends FieldValues> = CreateProps & {
  form: CreateForm<Row, V>;
  /** What is looked at afterwards: the list, or the new one. */
  next?: 'list' | 'detail';
};

/** The drawer for a new one, whose owner is the customer in focus or one of its users. */
export function CreateOwned<Row extends OwnedThing, V extends FieldValues>(props: CreateOwnedProps<Row, V>) {
  const { form, next = 'list', customer, userId, onClose } = props;
  const { text, operations, Fields } = form;
  const trpc = useTRPC();
  const router = useRouter();
  const calls = useOwnedCalls<Row>();
  const user = useQuery({ ...trpc.getUser.queryOptions({ userId }), enabled: userId !== '' });
  const contract = useContractForm({
    schema: form.createSchema,
    defaultValues: { ...form.newValues, userId, externalId: '' } as V & {
      userId: string;
      externalId: string;
    },
    toWire: ({ userId: ownerId, externalId, ...values }) => ({
      ...Object.fromEntries(Object.entries(form.toWire(values as unknown as V)).filter(isGiven)),
      ...compact({ externalId: externalId.trim() }),
      ...(ownerId === '' ? { customerId: customer.id } : { userId: ownerId }),
    }),
    send: async (wire) => {
      const row = await calls.send(operations.create, wire);
      await calls.refresh(operations.lists);
      toast.success(text.created(form.nameOf(row)));
      if (next === 'list') onClose();
      else router.push(`${roomAddress(customer.id, form.room)}/${row.id}`);
    },
  });
  return (
    <Drawer
      title={text.create}
      lead={text.createUnder(user.data?.username ?? customer.name)}
      onClose={onClose}
    >
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <Fields customer={customer} />
        <FieldGroup title={ownedText.owner}>
          {form.ofCustomerOnly !== true && (
            <ReferenceField
              name="userId"
              label={ownedText.userId}
              hint={ownedText.userIdHint(customer.name)}
              kinds={['user']}
              customerId={customer.id}
              placeholder={customer.name}
            />
          )}
          <TextField name="externalId" label={ownedText.externalId} hint={ownedText.externalIdHint} mono />
        </FieldGroup>
      </DrawerForm>
    </Drawer>
  );
}

'use client';

import { ReratingCreate } from '@strowger/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { fromLocalField } from '@/lib/local-field.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import type { Customer, Rerating } from '@/lib/wire.ts';
import { text as rateText } from '@/messages/rates.ts';
import { text } from '@/messages/reratings.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextField } from '../form/fields.tsx';
import { periodOf } from '../requests/period.ts';

const { fields, hints, sections } = text;
const FOUND_MAX = '50';

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** An order to price calls again; a trial first, unless one knows better. */
export function OrderRerating({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const order = useMutation(trpc.rerateCallRecords.mutationOptions());
  const contract = useContractForm({
    schema: ReratingCreate,
    defaultValues: {
      ...periodOf('thisMonth', new Date()),
      childId: '',
      direction: '' as '' | NonNullable<Rerating['direction']>,
      toNumber: '',
      only: 'all' as Rerating['only'],
      plan: 'asAccepted' as Rerating['plan'],
      dryRun: 'trial',
    },
    toWire: ({ from, to, childId, direction, toNumber, only, plan, dryRun }) => ({
      customerId: customer.id,
      from: fromLocalField(from),
      to: to === '' ? new Date().toISOString() : fromLocalField(to),
      only,
      plan,
      dryRun: dryRun === 'trial',
      ...compact({ childId, direction, toNumber: toNumber.replaceAll(/[\s()-]/g, '') }),
    }),
    send: async (wire) => {
      const rerating = await order.mutateAsync(wire);
      await queryClient.invalidateQueries(trpc.getReratings.pathFilter());
      toast.success(text.ordered);
      router.push(`${roomAddress(customer.id, 'tariffplans')}/reratings/${rerating.id}`);
    },
  });
  return (
    <Drawer title={text.create} lead={text.createUnder(customer.name)} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <FieldGroup title={sections.which}>
          <TextField name="from" label={fields.from} type="datetime-local" required />
          <TextField name="to" label={fields.to} type="datetime-local" hint={hints.to} />
          <ChildField sellerId={customer.id} />
          <SelectField
            name="direction"
            label={fields.direction}
            empty={text.any}
            options={optionsOf(rateText.directions)}
          />
          <TextField name="toNumber" label={fields.toNumber} hint={hints.toNumber} inputMode="tel" />
          <SelectField name="only" label={fields.only} options={optionsOf(text.only)} wide />
        </FieldGroup>
        <FieldGroup title={sections.how}>
          <SelectField name="plan" label={fields.plan} options={optionsOf(text.plans)} wide />
          <SelectField name="dryRun" label={fields.dryRun} options={optionsOf(text.does)} wide />
        </FieldGroup>
      </DrawerForm>
    </Drawer>
  );
}

/** A direct customer, found by name. */
function ChildField({ sellerId }: { sellerId: string }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim());
  const { data } = useQuery(
    trpc.getCustomerCustomers.queryOptions(
      { customerId: sellerId, ...compact({ search }), limit: FOUND_MAX },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <ComboField
      name="childId"
      label={fields.childId}
      hint={hints.childId}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      placeholder={text.allChildren}
      onType={setTyped}
    />
  );
}

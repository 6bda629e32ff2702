'use client';

import { CustomerCreate } from '@strowger/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useRefreshCustomers } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextField } from '../form/fields.tsx';
import { countryOptions, currencyOptions, labelOf, timeZoneOptions } from '../form/region-options.ts';

const { fields, hints } = text;

const defaultValues = {
  name: '',
  kind: 'end' as 'reseller' | 'end',
  externalId: '',
  currency: '',
  timeZone: '',
  country: '',
  locale: '',
  billingMode: 'postpaid' as Customer['billingMode'],
  creditLimit: '',
  maxUsers: '',
};

/** A new customer below `parent`. What is left empty is inherited from it, and shown as such. */
export function CreateCustomer({ parent, onClose }: { parent: Customer; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshCustomers();
  const create = useMutation(trpc.createCustomer.mutationOptions());
  const contract = useContractForm({
    schema: CustomerCreate,
    defaultValues,
    toWire: ({ name, kind, maxUsers, ...rest }) => ({
      parentId: parent.id,
      name: name.trim(),
      kind,
      ...compact({ ...rest, maxUsers: maxUsers === '' ? undefined : Number(maxUsers) }),
    }),
    send: async (wire) => {
      const customer = await create.mutateAsync(wire);
      await refresh();
      toast.success(text.created(customer.name));
      router.push(roomAddress(customer.id, 'details'));
    },
  });
  const from = text.inherited;
  return (
    <Drawer title={text.create} lead={text.createUnder(parent.name)} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <FieldGroup title={text.sections.general}>
          <TextField name="name" label={fields.name} required wide maxLength={200} />
          <SelectField
            name="kind"
            label={fields.kind}
            hint={hints.kind}
            options={[
              { value: 'end', label: text.kinds.end },
              { value: 'reseller', label: text.kinds.reseller },
            ]}
          />
          <TextField name="externalId" label={fields.externalId} hint={hints.externalId} mono />
        </FieldGroup>
        <FieldGroup title={text.sections.region}>
          <ComboField
            name="currency"
            label={fields.currency}
            options={currencyOptions()}
            placeholder={from(labelOf(currencyOptions(), parent.currency))}
          />
          <ComboField
            name="country"
            label={fields.country}
            options={countryOptions()}
            placeholder={parent.country === null ? '' : from(labelOf(countryOptions(), parent.country))}
          />
          <ComboField
            name="timeZone"
            label={fields.timeZone}
            options={timeZoneOptions()}
            placeholder={from(parent.timeZone)}
          />
          <TextField
            name="locale"
            label={fields.locale}
            hint={hints.locale}
            placeholder={from(parent.locale)}
          />
        </FieldGroup>
        <FieldGroup title={text.sections.billing}>
          <SelectField
            name="billingMode"
            label={fields.billingMode}
            options={[
              { value: 'postpaid', label: text.billingModes.postpaid },
              { value: 'prepaid', label: text.billingModes.prepaid },
            ]}
          />
          <TextField
            name="creditLimit"
            label={fields.creditLimit}
            hint={hints.creditLimit(contract.form.watch('currency') || parent.currency)}
            placeholder="0"
            inputMode="decimal"
          />
          <TextField name="maxUsers" label={fields.maxUsers} hint={hints.maxUsers} inputMode="numeric" />
        </FieldGroup>
      </DrawerForm>
    </Drawer>
  );
}

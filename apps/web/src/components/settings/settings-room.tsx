'use client';

import { CustomerUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { useRefreshCustomers } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/settings.ts';
import { DetailRoom } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, TextField } from '../form/fields.tsx';
import { timeZoneOptions } from '../form/region-options.ts';
import { CopyId } from '../ui/copy-id.tsx';
import { ColourPreview } from './colour-preview.tsx';
import { LogoCard } from './logo-card.tsx';
import { type SettingsValues, settingsValues, settingsWire } from './settings-values.ts';

const { fields, hints, sections, facts } = text;

/** What holds for a customer and all below it: region, and the brand that the console bears there. */
export function SettingsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  return (
    <DetailRoom
      query={query}
      title={() => text.title}
      lead={({ name }) => text.of(name)}
      facts={(customer) => [
        [facts.currency, customer.currency],
        customer.country === null ? undefined : [facts.country, customer.country],
        [facts.billing, text.billingModes[customer.billingMode]],
      ]}
    >
      {(customer) => <Settings key={customer.id} customer={customer} />}
    </DetailRoom>
  );
}

function Settings({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const refresh = useRefreshCustomers();
  const { apiUrl } = useConsole();
  const mayWrite = useMay('updateCustomer') && customer.status !== 'terminated';
  const update = useMutation(trpc.updateCustomer.mutationOptions());
  const customerId = customer.id;
  const show = (saved: Customer) => {
    queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId }), saved);
    refresh();
    // The frame bears the brand, and is made on the server.
    router.refresh();
  };
  const edit = useEdit<Customer, SettingsValues>({
    loaded: customer,
    schema: CustomerUpdate,
    toValues: settingsValues,
    toWire: settingsWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, customerId, ifVersion }),
    reread: () => client.getCustomer.query({ customerId }),
    onSaved: (saved) => {
      show(saved);
      toast.success(text.saved);
    },
  });
  return (
    <>
      <EditForm
        edit={edit}
        label={text.title}
        {...(!mayWrite && { locked: 'all' })}
        labels={fields}
        toComparable={(thing) => settingsWire(settingsValues(thing))}
      >
        <FieldGroup title={sections.region}>
          <ComboField
            name="timeZone"
            label={fields.timeZone}
            hint={hints.timeZone}
            options={timeZoneOptions()}
          />
          <TextField name="locale" label={fields.locale} hint={hints.locale} />
        </FieldGroup>
        <FieldGroup title={sections.branding}>
          <TextField name="branding.name" label={fields['branding.name']} hint={hints.name} maxLength={100} />
          <div className="grid content-start gap-3">
            <TextField name="branding.colour" label={fields['branding.colour']} hint={hints.colour} mono />
            <ColourPreview colour={edit.form.watch('branding.colour')} />
          </div>
        </FieldGroup>
      </EditForm>
      <LogoCard customer={customer} mayWrite={mayWrite} isUnsaved={edit.isChanged} onStored={show} />
      {customer.kind !== 'end' && (
        <section aria-labelledby="sign-in-page" className="mt-8 max-w-3xl">
          <h2 id="sign-in-page" className="mb-1 font-semibold text-base">
            {sections.signIn}
          </h2>
          <p className="mb-2 text-muted">{text.signInText}</p>
          <CopyId id={`${apiUrl.replace(/\/v1$/, '')}/sign-in?brand=${customerId}`} />
        </section>
      )}
    </>
  );
}

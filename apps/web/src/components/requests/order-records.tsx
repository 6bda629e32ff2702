'use client';

import { callRecordFields, operations } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecordRequest, Customer } from '@/lib/wire.ts';
import { text as inboxText } from '@/messages/inbox.ts';
import { text } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { ChecksField, ComboField, SelectField, TextField } from '../form/fields.tsx';
import { optionsOf } from '../form/options-of.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { DialogBody } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { OrderDraft } from './list-state.ts';
import { type Preset, periodOf, presets } from './period.ts';
import { useConsumerChoice } from './use-consumer-choice.ts';

const { fields, hints } = text;

type OrderProps = { customer: Customer; draft: OrderDraft; onClose: () => void };

/** An order of the call records of a customer and everything below it. */
export function OrderRecords({ customer, draft, onClose }: OrderProps) {
  const choice = useConsumerChoice(customer.id);
  const isOffered = choice.options.some((option) => option.value === draft.consumer && !option.disabled);
  const first = choice.options.find((option) => !option.disabled);
  return (
    <Drawer title={text.create} lead={hints.scope(customer.name)} onClose={onClose}>
      {choice.isLoading ? (
        <DialogBody>
          <div className="grid gap-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        </DialogBody>
      ) : (
        <OrderForm
          customer={customer}
          draft={isOffered ? draft : { ...draft, consumer: first?.value ?? '' }}
          options={choice.options}
          onClose={onClose}
        />
      )}
    </Drawer>
  );
}

type OrderFormProps = OrderProps & { options: ReturnType<typeof useConsumerChoice>['options'] };

function OrderForm({ customer, draft, options, onClose }: OrderFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const order = useMutation(trpc.getCustomerCallRecords.mutationOptions());
  const contract = useContractForm({
    schema: operations.getCustomerCallRecords.query,
    defaultValues: {
      ...draft,
      ...periodOfDraft(draft),
      periodBy: 'startedAt' as CallRecordRequest['periodBy'],
      direction: draft.direction ?? ('' as const),
      disposition: draft.disposition ?? ('' as const),
      fields: [] as string[],
    },
    toWire: ({ preset: _, consumer, from, to, periodBy, fields: chosen, ...filters }) => ({
      consumer,
      from: fromLocalField(from),
      periodBy,
      ...compact({ ...filters, to: to === '' ? '' : fromLocalField(to), fields: chosen.join(',') }),
    }),
    send: async (wire) => {
      const request = await order.mutateAsync({ ...wire, customerId: customer.id });
      await queryClient.invalidateQueries(trpc.getCallRecordRequests.pathFilter());
      toast.success(text.created);
      router.push(`${roomAddress(customer.id, 'requests')}/${request.id}`);
    },
  });
  const { setFocus } = contract.form;
  useEffect(() => setFocus('consumer'), [setFocus]);
  const hasConsumer = options.some((option) => !option.disabled);
  return (
    <DrawerForm contract={contract} submit={text.create} onClose={onClose} disabled={!hasConsumer}>
      {!hasConsumer && (
        <Callout tone="warn" title={hints.consumerNone}>
          <Link href={roomAddress(customer.id, 'inbox')} className="text-accent underline">
            {inboxText.open}
          </Link>
        </Callout>
      )}
      <FieldGroup title={text.order}>
        <SelectField
          name="consumer"
          label={fields.consumer}
          hint={hints.consumer}
          options={options}
          {...(!hasConsumer && { empty: t.common.none })}
          required
          wide
        />
        <PeriodFields />
        <SelectField name="periodBy" label={fields.periodBy} options={optionsOf(text.periodBy)} wide />
      </FieldGroup>
      <FilterFields customerId={customer.id} />
    </DrawerForm>
  );
}

/** The period that the form is opened for, else the last seven days. */
function periodOfDraft({ from, to }: OrderDraft): { preset: Preset; from: string; to: string } {
  const local = (time: string) => (Number.isNaN(Date.parse(time)) ? '' : toLocalField(new Date(time)));
  if (local(from) === '') return { preset: 'last7d', ...periodOf('last7d', new Date()) };
  return { preset: 'custom', from: local(from), to: local(to) };
}

/** A preset fills the two ends; a changed end makes it a period of one's own. */
function PeriodFields() {
  const { setValue, watch } = useFormContext();
  const preset: Preset = watch('preset');
  const choose = (next: Preset) => {
    setValue('preset', next);
    if (next === 'custom') return;
    const { from, to } = periodOf(next, new Date());
    setValue('from', from, { shouldValidate: true });
    setValue('to', to, { shouldValidate: true });
  };
  return (
    <>
      <fieldset className="flex flex-wrap gap-1.5 sm:col-span-2">
        <legend className="sr-only">{fields.period}</legend>
        {presets.map((option) => (
          <Button
            key={option}
            size="sm"
            variant={option === preset ? 'primary' : 'secondary'}
            aria-pressed={option === preset}
            onClick={() => choose(option)}
          >
            {text.presets[option]}
          </Button>
        ))}
      </fieldset>
      <TextField
        name="from"
        label={fields.from}
        type="datetime-local"
        hint={hints.period}
        required
        onInput={() => setValue('preset', 'custom')}
      />
      <TextField
        name="to"
        label={fields.to}
        type="datetime-local"
        hint={hints.to}
        onInput={() => setValue('preset', 'custom')}
      />
    </>
  );
}

function FilterFields({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const users = useQuery(trpc.getCustomerUsers.queryOptions({ customerId, limit: '200' }));
  const userOptions =
    users.data?.items.map((user) => ({ value: user.id, label: `${user.username}@${user.domain}` })) ?? [];
  return (
    <FieldGroup title={text.filters}>
      <SelectField
        name="direction"
        label={fields.direction}
        empty={text.any}
        options={optionsOf(text.directions)}
      />
      <SelectField
        name="disposition"
        label={fields.disposition}
        empty={text.any}
        options={optionsOf(text.dispositions)}
      />
      <TextField name="fromNumber" label={fields.fromNumber} hint={hints.number} inputMode="tel" />
      <TextField name="toNumber" label={fields.toNumber} hint={hints.number} inputMode="tel" />
      <ComboField name="userId" label={fields.userId} options={userOptions} placeholder={text.any} wide />
      <details className="sm:col-span-2">
        <summary className="mb-2 rounded-sm font-medium">{hints.fields}</summary>
        <ChecksField
          name="fields"
          label={fields.fields}
          options={callRecordFields.map((value) => ({ value, label: value }))}
        />
      </details>
    </FieldGroup>
  );
}

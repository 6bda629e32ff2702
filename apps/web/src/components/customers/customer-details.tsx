'use client';

import { CustomerUpdate, ownNodeFields } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { fieldNames } from '@/lib/forms/field-errors.ts';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { useRefreshCustomers } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { Callout } from '../ui/callout.tsx';
import { CustomerFields } from './customer-fields.tsx';
import { type CustomerValues, customerValues, customerWire, plansInput } from './customer-values.ts';

/** What a customer may not write on its own node: its parent decides it. */
function reservedNames(values: CustomerValues): Set<string> {
  const own: readonly string[] = ownNodeFields;
  return new Set(fieldNames(values).filter((name) => !own.includes(name.split('.')[0] ?? '')));
}

/** The form over one customer. */
export function CustomerDetails({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = useRefreshCustomers();
  const { operator } = useConsole();
  const mayWrite = useMay('updateCustomer');
  const update = useMutation(trpc.updateCustomer.mutationOptions());
  const [isAsked, setAsked] = useState(false);
  const { id, parentId } = customer;

  const edit = useEdit<Customer, CustomerValues>({
    loaded: customer,
    schema: CustomerUpdate,
    toValues: customerValues,
    toWire: customerWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, customerId: id, ifVersion }),
    reread: () => client.getCustomer.query({ customerId: id }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId: id }), saved);
      refresh();
      toast.success(text.saved(saved.name));
    },
  });
  const isOwn = id === operator.customerId;
  const isFinal = customer.status === 'terminated';
  const plans = useQuery({
    ...trpc.getCustomerTariffplans.queryOptions(plansInput(customer, isOwn)),
    enabled: parentId !== null,
  });

  const status = edit.form.watch('status');
  const isStopping = status !== customer.status && status !== 'active';
  const question = status === 'terminated' ? text.terminate : text.suspend;
  const isLocked = !mayWrite || isFinal;
  return (
    <>
      <EditForm
        edit={edit}
        label={t.rooms.details}
        locked={isLocked ? 'all' : isOwn ? reservedNames(customerValues(customer)) : new Set()}
        lockReason={isOwn && !isLocked && parentId !== null ? text.reserved : undefined}
        labels={text.fields}
        toComparable={(thing) => customerWire(customerValues(thing))}
        onSubmit={() => (isStopping ? setAsked(true) : edit.onSubmit())}
        note={
          isOwn &&
          mayWrite && <Callout>{parentId === null ? text.reservedPlatformNote : text.reservedNote}</Callout>
        }
      >
        <CustomerFields customer={customer} plans={plans.data?.items ?? []} />
      </EditForm>
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={question.title}
        text={question.text(customer.name)}
        confirm={question.confirm}
        onConfirm={edit.onSubmit}
      />
    </>
  );
}

'use client';

import { ConsumerUpdate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormProvider } from 'react-hook-form';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { LockFields } from '../form/field.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { StalePanel } from '../stale/stale-panel.tsx';
import { ConsumerFields } from './consumer-fields.tsx';
import { type ConsumerValues, consumerValues, consumerWire } from './consumer-values.ts';

const text = t.consumers;

/** The form over one consumer. */
export function ConsumerDetails({ consumer }: { consumer: Consumer }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateConsumer');
  const update = useMutation(trpc.updateConsumer.mutationOptions());
  const consumerId = consumer.id;
  const edit = useEdit<Consumer, ConsumerValues>({
    loaded: consumer,
    schema: ConsumerUpdate,
    toValues: consumerValues,
    toWire: consumerWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, consumerId, ifVersion }),
    reread: () => client.getConsumer.query({ consumerId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getConsumer.queryKey({ consumerId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
      toast.success(text.saved);
    },
  });
  return (
    <FormProvider {...edit.form}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          edit.onSubmit();
        }}
        noValidate
        aria-label={text.title}
        className="grid max-w-3xl gap-6 pb-4"
      >
        <LockFields names={mayWrite ? new Set() : 'all'} reason={undefined}>
          <ConsumerFields urlHint={text.hints.urlChange} withUrl={consumer.kind === 'webhook'} />
        </LockFields>
        {edit.conflict && (
          <StalePanel
            conflict={edit.conflict}
            toWire={(thing) => consumerWire(consumerValues(thing))}
            labels={text.fields}
            onTakeStored={edit.takeStored}
            onOverwrite={edit.overwrite}
          />
        )}
        {mayWrite && <SaveBar edit={edit} />}
      </form>
    </FormProvider>
  );
}

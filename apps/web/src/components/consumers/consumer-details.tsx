'use client';

import { ConsumerUpdate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { EditForm } from '../form/edit-form.tsx';
import { ConsumerFields } from './consumer-fields.tsx';
import { type ConsumerValues, consumerValues, consumerWire } from './consumer-values.ts';

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
    <EditForm
      edit={edit}
      label={text.title}
      {...(!mayWrite && { locked: 'all' })}
      labels={text.fields}
      toComparable={(thing) => consumerWire(consumerValues(thing))}
    >
      <ConsumerFields urlHint={text.hints.urlChange} withUrl={consumer.kind === 'webhook'} />
    </EditForm>
  );
}

'use client';

import { ConsumerCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer, Customer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { SecretStep } from '../secret-step.tsx';
import { ConsumerFields } from './consumer-fields.tsx';
import { consumerWire, newConsumerValues } from './consumer-values.ts';

type CreateConsumerProps = { customer: Customer; onClose: () => void };

/** A new consumer of a customer. Its signing secret is shown afterwards, once. */
export function CreateConsumer({ customer, onClose }: CreateConsumerProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<Consumer>();
  const create = useMutation(trpc.createConsumer.mutationOptions({ gcTime: 0 }));
  const contract = useContractForm({
    schema: ConsumerCreate,
    defaultValues: newConsumerValues,
    toWire: (values) => {
      const { url, ...rest } = consumerWire(values);
      return { customerId: customer.id, url, ...compact(rest) };
    },
    send: async (wire) => {
      setMade(await create.mutateAsync(wire));
      await queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
    },
  });
  return (
    <Drawer
      title={made ? text.secretTitle : text.create}
      lead={made ? made.url : text.createUnder(customer.name)}
      onClose={onClose}
    >
      {made ? (
        <SecretStep
          label={text.secret}
          secret={made.secret ?? ''}
          text={text.secretText}
          onClose={onClose}
          next={{ href: `${roomAddress(customer.id, 'consumers')}/${made.id}`, label: text.goTo }}
        >
          <p className="text-muted">{text.secretThen}</p>
        </SecretStep>
      ) : (
        <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
          <ConsumerFields urlHint={text.hints.url} withUrl />
        </DrawerForm>
      )}
    </Drawer>
  );
}

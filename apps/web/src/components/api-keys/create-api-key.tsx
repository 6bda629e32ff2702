'use client';

import { ApiKeyCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { ApiKey, Customer } from '@/lib/wire.ts';
import { text } from '@/messages/api-keys.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { SecretStep } from '../secret-step.tsx';
import { KeyBounds, KeyName } from './key-fields.tsx';
import { keyWire, newKeyValues } from './key-values.ts';
import { ScopesField } from './scopes-field.tsx';

type CreateApiKeyProps = { customer: Customer; onClose: () => void };

/** A new key of a customer. The key itself is shown afterwards, once. */
export function CreateApiKey({ customer, onClose }: CreateApiKeyProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<ApiKey>();
  const create = useMutation(trpc.createApiKey.mutationOptions({ gcTime: 0 }));
  const contract = useContractForm({
    schema: ApiKeyCreate,
    defaultValues: newKeyValues,
    toWire: ({ scopes, ...values }) => {
      const { name, ...bounds } = keyWire(values);
      return { customerId: customer.id, name, scopes: scopes as ApiKey['scopes'], ...compact(bounds) };
    },
    send: async (wire) => {
      setMade(await create.mutateAsync(wire));
      await queryClient.invalidateQueries(trpc.getCustomerApiKeys.pathFilter());
    },
  });
  return (
    <Drawer
      title={made ? text.secretTitle : text.create}
      lead={made ? made.name : text.createUnder(customer.name)}
      onClose={onClose}
    >
      {made ? (
        <SecretStep
          label={text.secret}
          secret={made.key ?? ''}
          text={text.secretText}
          onClose={onClose}
          next={{ href: `${roomAddress(customer.id, 'api-keys')}/${made.id}`, label: text.goTo }}
        >
          <p className="text-muted">{text.secretThen}</p>
        </SecretStep>
      ) : (
        <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
          <KeyName />
          <FieldGroup title={text.sections.what}>
            <ScopesField />
          </FieldGroup>
          <KeyBounds />
        </DrawerForm>
      )}
    </Drawer>
  );
}

'use client';

import { OperatorCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { formatTime } from '@/lib/format.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer, Operator } from '@/lib/wire.ts';
import { text } from '@/messages/operators.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { SecretStep } from '../secret-step.tsx';
import { Callout } from '../ui/callout.tsx';
import { OperatorFields } from './operator-fields.tsx';

type InviteProps = { customer: Customer; onClose: () => void };

/** A new operator of a customer. The link by which it sets its password is shown afterwards, once. */
export function InviteOperator({ customer, onClose }: InviteProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { timeZone } = useConsole();
  const [made, setMade] = useState<Operator>();
  const create = useMutation(trpc.createOperator.mutationOptions({ gcTime: 0 }));
  const contract = useContractForm({
    schema: OperatorCreate,
    defaultValues: { name: '', email: '', role: 'viewer' as Operator['role'] },
    toWire: ({ name, email, role }) => ({
      customerId: customer.id,
      name: name.trim(),
      email: email.trim(),
      role,
    }),
    send: async (wire) => {
      setMade(await create.mutateAsync(wire));
      await queryClient.invalidateQueries(trpc.getCustomerOperators.pathFilter());
    },
  });
  return (
    <Drawer
      title={made ? text.linkTitle : text.create}
      lead={made ? made.email : text.createUnder(customer.name)}
      onClose={onClose}
    >
      {made ? (
        <SecretStep
          label={text.link}
          secret={made.passwordLink ?? ''}
          text={text.linkText}
          onClose={onClose}
          next={{ href: `${roomAddress(customer.id, 'operators')}/${made.id}`, label: text.goTo }}
        >
          {made.passwordLinkExpiresAt !== null && (
            <p className="text-muted">{text.linkUntil(formatTime(made.passwordLinkExpiresAt, timeZone))}</p>
          )}
        </SecretStep>
      ) : (
        <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
          <OperatorFields isNew />
          <Callout>{text.hints.invite}</Callout>
        </DrawerForm>
      )}
    </Drawer>
  );
}

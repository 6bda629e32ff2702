'use client';

import { UserCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer, User } from '@/lib/wire.ts';
import { text } from '@/messages/users.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { SecretStep } from '../secret-step.tsx';
import { DialogBody } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type DomainChoice, useDomains } from './use-domains.ts';
import { UserFields } from './user-fields.tsx';
import { newUserValues, userWire } from './user-values.ts';

type CreateUserProps = { customer: Customer; onClose: () => void };
type Made = { user: User; password: string };

/** A new user of a customer. Afterwards the password is shown, once. */
export function CreateUser({ customer, onClose }: CreateUserProps) {
  const choice = useDomains(customer.id);
  const [made, setMade] = useState<Made>();
  return (
    <Drawer
      title={made ? text.secretTitle : text.create}
      lead={made ? made.user.username : text.createUnder(customer.name)}
      onClose={onClose}
    >
      {made ? (
        <SecretStep
          label={text.fields.password}
          secret={made.password}
          text={text.secretText}
          onClose={onClose}
        >
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 font-mono text-xs">
            <dt className="text-muted">{text.fields.username}</dt>
            <dd>{made.user.username}</dd>
            <dt className="text-muted">{text.fields.domainId}</dt>
            <dd>{made.user.domain}</dd>
            <dt className="text-muted">{text.fields.transport}</dt>
            <dd>{text.transports[made.user.transport]}</dd>
          </dl>
        </SecretStep>
      ) : choice.isLoading ? (
        <DialogBody>
          <div className="grid gap-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        </DialogBody>
      ) : (
        <CreateForm customer={customer} choice={choice} onMade={setMade} onClose={onClose} />
      )}
    </Drawer>
  );
}

type FormProps = CreateUserProps & { choice: DomainChoice; onMade: (made: Made) => void };

function CreateForm({ customer, choice, onMade, onClose }: FormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // The reply holds the user and not the password: what was typed is kept until it has been shown.
  const create = useMutation(trpc.createUser.mutationOptions({ gcTime: 0 }));
  const contract = useContractForm({
    schema: UserCreate,
    defaultValues: { ...newUserValues, domainId: choice.preselected ?? '' },
    toWire: (values) => {
      const { username, password, codecs, allowedCallerIds, ...rest } = userWire(values);
      return {
        customerId: customer.id,
        username,
        password: password ?? '',
        allowedCallerIds,
        codecs: codecs as User['codecs'],
        ...compact(rest),
      };
    },
    send: async (wire) => {
      const user = await create.mutateAsync(wire);
      await queryClient.invalidateQueries(trpc.getCustomerUsers.pathFilter());
      toast.success(text.created(user.username));
      onMade({ user, password: wire.password });
    },
  });
  const { setFocus } = contract.form;
  useEffect(() => setFocus('username'), [setFocus]);
  return (
    <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
      <UserFields choice={choice} passwordHint={text.hints.password} isPasswordRequired withStatus={false} />
    </DrawerForm>
  );
}

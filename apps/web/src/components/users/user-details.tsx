'use client';

import { UserUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { Suspense } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { User } from '@/lib/wire.ts';
import { text as customersText } from '@/messages/customers.ts';
import { text } from '@/messages/users.ts';
import { DeleteButton } from '../deletion/delete-button.tsx';
import { DetailRoom } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { useDomains } from './use-domains.ts';
import { UserFields } from './user-fields.tsx';
import { type UserValues, userValues, userWire } from './user-values.ts';

const UserThings = onDemand(() => import('./user-things.tsx').then((module) => module.UserThings));

/** One user, the form over it, and what belongs to it. */
export function UserRoom({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getUser.queryOptions({ userId }));
  return (
    <DetailRoom
      query={query}
      title={(user) => user.username}
      lead={({ username, domain }) => <span className="font-mono text-xs">{`${username}@${domain}`}</span>}
      acts={(user) => (
        <>
          <Link
            href={`${roomAddress(user.customerId, 'users')}/${userId}/simulator`}
            className={buttonClass()}
          >
            {text.simulate}
          </Link>
          <DeleteUser user={user} />
        </>
      )}
    >
      {(user) => (
        <>
          <UserDetails user={user} />
          <Suspense>
            <UserThings user={user} />
          </Suspense>
        </>
      )}
    </DetailRoom>
  );
}

function DeleteUser({ user }: { user: User }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: userId, customerId, username, version } = user;
  return (
    <DeleteButton
      may={useMay('deleteUser')}
      noun={text.noun}
      name={username}
      version={version}
      note={text.deleteNote}
      remove={(ifVersion) => client.deleteUser.mutate({ userId, ifVersion })}
      reread={() => queryClient.query({ ...trpc.getUser.queryOptions({ userId }), staleTime: 0 })}
      backTo={roomAddress(customerId, 'users')}
      refresh={() => queryClient.invalidateQueries(trpc.getCustomerUsers.pathFilter())}
    />
  );
}

/** What is compared where somebody else has saved: the domain by its name, and no password. */
function comparable(user: User): Record<string, unknown> {
  const { password: _, domainId: _id, ...rest } = userWire(userValues(user));
  return { ...rest, domainId: user.domainId };
}

function UserDetails({ user }: { user: User }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateUser');
  const choice = useDomains(user.customerId);
  const update = useMutation(trpc.updateUser.mutationOptions({ gcTime: 0 }));
  const userId = user.id;

  const edit = useEdit<User, UserValues>({
    loaded: user,
    schema: UserUpdate,
    toValues: userValues,
    toWire: userWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, userId, ifVersion }),
    reread: () => client.getUser.query({ userId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getUser.queryKey({ userId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerUsers.pathFilter());
      toast.success(text.saved(saved.username));
    },
  });
  const [username, domainId, password] = edit.form.watch(['username', 'domainId', 'password']);
  const isRenamed = username !== user.username || (domainId !== '' && domainId !== user.domainId);

  // Its domain may belong to a level above the operator's own: it stays choosable all the same.
  const known = choice.domains.some((domain) => domain.id === user.domainId);
  const own = {
    id: user.domainId,
    domain: user.domain,
    isDefault: false,
    ownerName: customersText.fromParent,
  };
  const domains = known ? choice.domains : [...choice.domains, own as (typeof choice.domains)[number]];
  return (
    <EditForm
      edit={edit}
      label={user.username}
      {...(!mayWrite && { locked: 'all' })}
      labels={text.fields}
      toComparable={comparable}
    >
      <UserFields
        choice={{ ...choice, domains, preselected: user.domainId }}
        passwordHint={isRenamed ? text.hints.newPassword : text.hints.keepPassword}
        isPasswordRequired={isRenamed}
        withStatus
      >
        {isRenamed && password === '' && (
          <div className="sm:col-span-2">
            <Callout tone="warn">{text.hints.newPassword}</Callout>
          </div>
        )}
      </UserFields>
    </EditForm>
  );
}

'use client';

import { UserUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormProvider } from 'react-hook-form';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { User } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { ErrorState } from '../error-state.tsx';
import { LockFields } from '../form/field.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { PageHeader } from '../page-header.tsx';
import { StalePanel } from '../stale/stale-panel.tsx';
import { Callout } from '../ui/callout.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { useDomains } from './use-domains.ts';
import { UserFields } from './user-fields.tsx';
import { type UserValues, userValues, userWire } from './user-values.ts';

const text = t.users;

/** One user and the form over it. */
export function UserRoom({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const { data: user, error, refetch } = useQuery(trpc.getUser.queryOptions({ userId }));
  if (!user) return error ? <ErrorState error={error} onRetry={() => refetch()} /> : null;
  return (
    <>
      <PageHeader
        title={user.username}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            <span className="font-mono text-xs">{`${user.username}@${user.domain}`}</span>
            <CopyId id={user.id} />
          </span>
        }
      />
      <UserDetails user={user} />
    </>
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
  const own = { id: user.domainId, domain: user.domain, isDefault: false, ownerName: t.customers.fromParent };
  const domains = known ? choice.domains : [...choice.domains, own as (typeof choice.domains)[number]];
  return (
    <FormProvider {...edit.form}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          edit.onSubmit();
        }}
        noValidate
        aria-label={user.username}
        className="grid max-w-3xl gap-8 pb-4"
      >
        <LockFields names={mayWrite ? new Set() : 'all'} reason={undefined}>
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
        </LockFields>
        {edit.conflict && (
          <StalePanel
            conflict={edit.conflict}
            toWire={comparable}
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

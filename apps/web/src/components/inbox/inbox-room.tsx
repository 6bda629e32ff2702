'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/inbox.ts';
import { t } from '@/messages.ts';
import { PageHeader } from '../page-header.tsx';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { inboxListInput } from './list-input.ts';
import { Messages } from './messages.tsx';

const InboxOpened = onDemand(() => import('./inbox-opened.tsx').then((module) => module.InboxOpened));
const ErrorState = onDemand(() => import('../error-state.tsx').then((module) => module.ErrorState));
const EmptyState = onDemand(() => import('../ui/empty-state.tsx').then((module) => module.EmptyState));

const params = { inbox: textParam, message: textParam, cursor: textParam };

/** The inboxes that are still open, newest first. */
const openInboxes = (consumers: readonly Consumer[] | undefined): Consumer[] =>
  (consumers ?? [])
    .filter(({ kind, status }) => kind === 'inbox' && status !== 'disabled')
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));

/** The built-in webhooks of the customer in focus, and what arrived at the one that is chosen. */
export function InboxRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const curl = useCurl();
  const [state, setState] = useUrlState(params);
  const { data, error, refetch } = useQuery(
    trpc.getCustomerConsumers.queryOptions(inboxListInput(customerId)),
  );
  const opening = useOpenInbox(customerId, (inbox) => setState({ inbox, message: '', cursor: '' }));
  const inboxes = openInboxes(data?.items);
  const chosen = inboxes.find((inbox) => inbox.id === state.inbox) ?? inboxes[0];
  if (error && !data) {
    return (
      <Suspense>
        <ErrorState error={error} onRetry={() => refetch()} />
      </Suspense>
    );
  }
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        {chosen && opening.button('secondary')}
      </PageHeader>
      {!data && <Skeleton className="h-40" />}
      {data && !chosen && (
        <Suspense>
          <EmptyState
            icon={<Inbox aria-hidden className="size-5" />}
            title={text.empty}
            text={text.emptyText}
            action={opening.button('primary')}
            curl={{ label: t.common.byApi, code: curl('POST', '/inboxes', { customerId }) }}
          />
        </Suspense>
      )}
      {chosen && (
        <Messages
          key={chosen.id}
          inbox={chosen}
          inboxes={inboxes}
          messageId={state.message}
          cursor={state.cursor}
          onCursor={(cursor) => setState({ cursor, message: '' }, 'push')}
          onInbox={(inbox) => setState({ inbox, message: '', cursor: '' })}
          onMessage={(message) => setState({ message }, 'push')}
        />
      )}
      {opening.dialog}
    </>
  );
}

/** The button that opens an inbox, and the dialog that shows its secret. */
function useOpenInbox(customerId: string, onOpened: (inboxId: string) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayOpen = useMay('createInbox');
  const [made, setMade] = useState<Consumer>();
  const open = useMutation(
    trpc.createInbox.mutationOptions({
      gcTime: 0,
      onSuccess: async (inbox) => {
        setMade(inbox);
        await queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
        onOpened(inbox.id);
      },
      onError: (error) => toast.error(problemOf(error)?.detail ?? t.common.offline),
    }),
  );
  const button = (variant: 'primary' | 'secondary') =>
    mayOpen && (
      <Button
        variant={variant}
        icon={<Plus aria-hidden className="size-3.5" />}
        pending={open.isPending}
        onClick={() => open.mutate({ customerId })}
      >
        {text.open}
      </Button>
    );
  const dialog = made && (
    <Suspense>
      <InboxOpened inbox={made} onClose={() => setMade(undefined)} />
    </Suspense>
  );
  return { button, dialog };
}

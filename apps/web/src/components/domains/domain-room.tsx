'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, CirclePause } from 'lucide-react';
import { useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { isStale, problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Domain } from '@/lib/wire.ts';
import { text } from '@/messages/domains.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import { Button } from '../ui/button.tsx';
import { domainForm } from './domain-form.tsx';
import { DomainStatus } from './domain-status.tsx';
import { isLookedFor, ProofCard } from './proof-card.tsx';

const POLL_MS = 1_000;

/** One domain: its proof while it is pending, its approval, and the form over it. */
export function DomainRoom({ id }: { id: string }) {
  return (
    <OwnedDetail
      form={domainForm}
      id={id}
      acts={(domain) => <Approval domain={domain} />}
      facts={({ status }) => [[text.fields.status, <DomainStatus key="status" status={status} />]]}
      above={(domain) => domain.proof && <ProofCard domain={domain} />}
      refetchInterval={(domain) => (domain && isLookedFor(domain) ? POLL_MS : false)}
    />
  );
}

/** What an ancestor of the owner decides: whether the domain is in use. */
function Approval({ domain }: { domain: Domain }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { operator } = useConsole();
  const mayWrite = useMay('updateDomain');
  const [isAsked, setAsked] = useState(false);
  const { id, status, version } = domain;
  const key = trpc.getDomain.queryKey({ domainId: id });
  const change = useMutation(
    trpc.updateDomain.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(key, saved);
        queryClient.invalidateQueries(trpc.getCustomerDomains.pathFilter());
        const told = saved.status === 'active' ? text.approved : text.suspended;
        toast.success(told(saved.domain));
      },
      onError: (error) => {
        // Somebody was quicker: what is stored now is shown, and the button says what it would do then.
        if (isStale(error)) queryClient.invalidateQueries({ queryKey: key });
        toast.error(problemOf(error)?.detail ?? t.common.offline);
      },
    }),
  );
  // On its own node an operator proves the name instead.
  if (!mayWrite || operator.customerId === domain.customerId) return null;
  const set = (next: 'active' | 'suspended') =>
    change.mutateAsync({ domainId: id, status: next, ifVersion: version }).catch(() => undefined);
  return (
    <>
      {status === 'active' ? (
        <Button icon={<CirclePause aria-hidden className="size-3.5" />} onClick={() => setAsked(true)}>
          {text.suspend}
        </Button>
      ) : (
        <Button
          icon={<BadgeCheck aria-hidden className="size-3.5" />}
          pending={change.isPending}
          onClick={() => set('active')}
        >
          {status === 'pending' ? text.approve : text.resume}
        </Button>
      )}
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={text.suspendTitle(domain.domain)}
        text={text.suspendText}
        confirm={text.suspend}
        onConfirm={() => set('suspended')}
      />
    </>
  );
}

'use client';

import type { Account } from '@strowger/contracts';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { t } from '@/messages.ts';
import { PageHeader } from '../page-header.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TotpSection } from './totp-section.tsx';

const ErrorState = onDemand(() => import('../error-state.tsx').then((module) => module.ErrorState));

/** What is one's own: password, authenticator, sessions. */
export function AccountRoom() {
  const trpc = useTRPC();
  const { data: account, error, refetch } = useQuery(trpc.account.get.queryOptions());
  return (
    <main
      id="content"
      tabIndex={-1}
      className="w-full min-w-0 max-w-3xl flex-1 px-4 py-6 focus:outline-none sm:px-6"
    >
      <PageHeader
        title={text.title}
        lead={account && text.lead(account.email, t.frame.roles[account.role])}
      />
      {account ? (
        <Sections account={account} />
      ) : (
        <Suspense>
          {error ? <ErrorState error={error} onRetry={() => refetch()} /> : <Skeleton className="h-60" />}
        </Suspense>
      )}
    </main>
  );
}

function Sections({ account }: { account: Account }) {
  return (
    <div className="grid gap-6">
      <PasswordSection email={account.email} />
      <TotpSection account={account} />
      <SessionsSection />
    </div>
  );
}

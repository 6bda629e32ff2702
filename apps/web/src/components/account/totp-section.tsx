'use client';

import type { Account } from '@strowger/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, Suspense, useState } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { Button } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';
import { Section } from './section.tsx';
import type { TotpDrawerProps } from './totp-drawer.ts';

const drawers = {
  enable: onDemand(() => import('./enable-totp.tsx').then((module) => module.EnableTotp)),
  disable: onDemand(() => import('./change-totp.tsx').then((module) => module.DisableTotp)),
  renew: onDemand(() => import('./change-totp.tsx').then((module) => module.RenewRecoveryCodes)),
} satisfies Record<string, ComponentType<TotpDrawerProps>>;

type Act = keyof typeof drawers;

export function TotpSection({ account }: { account: Account }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Act>();
  const acts: readonly Act[] = account.totpEnabled ? ['renew', 'disable'] : ['enable'];
  const refresh = () => queryClient.invalidateQueries(trpc.account.pathFilter());
  const Drawer = open && drawers[open];
  return (
    <Section
      title={text.totp}
      text={account.totpEnabled ? text.totpOn(account.recoveryCodesLeft) : text.totpOff}
      acts={acts.map((act) => (
        <Button key={act} onClick={() => setOpen(act)}>
          {text[act]}
        </Button>
      ))}
    >
      <Status tone={account.totpEnabled ? 'good' : 'neutral'}>
        {account.totpEnabled ? text.on : text.off}
      </Status>
      <Suspense>{Drawer && <Drawer onChange={refresh} onClose={() => setOpen(undefined)} />}</Suspense>
    </Section>
  );
}

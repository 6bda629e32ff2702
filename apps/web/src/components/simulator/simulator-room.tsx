'use client';

import { operations } from '@strowger/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Route } from 'lucide-react';
import { FormProvider } from 'react-hook-form';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { fromLocalField } from '@/lib/local-field.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useUrlState } from '@/lib/use-url-state.ts';
import { text } from '@/messages/simulator.ts';
import { t } from '@/messages.ts';
import { DetailRoom } from '../detail-room.tsx';
import { TextField } from '../form/fields.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { SimulatedLegs } from './simulated-legs.tsx';
import { simulatorParams } from './simulator-state.ts';

const SECONDS = '60';

/** What would become of a call of a user, as the SIP engine decides it. */
export function SimulatorRoom({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getUser.queryOptions({ userId }));
  return (
    <DetailRoom
      query={query}
      title={() => text.title}
      lead={({ username, domain }) => text.lead(`${username}@${domain}`)}
    >
      {() => <Simulator userId={userId} />}
    </DetailRoom>
  );
}

type Asked = { number: string; sourceIp: string; callerId: string; talkSeconds: string; startedAt: string };

const wireOf = ({ number, sourceIp, callerId, talkSeconds, startedAt }: Asked) => ({
  number: number.replaceAll(/[\s()]/g, ''),
  sourceIp: sourceIp.trim(),
  ...compact({
    callerId: callerId.trim(),
    talkSeconds: talkSeconds.trim(),
    startedAt: startedAt && fromLocalField(startedAt),
  }),
});

function Simulator({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const [state, set] = useUrlState(simulatorParams);
  const asked: Asked = {
    number: state.number,
    sourceIp: state.from,
    callerId: state.cli,
    talkSeconds: state.seconds || SECONDS,
    startedAt: state.begins,
  };
  const isAsked = state.number !== '' && state.from !== '';
  const query = useQuery({
    ...trpc.simulateCall.queryOptions(
      { userId, ...wireOf(asked) },
      { placeholderData: keepPreviousData, retry: false },
    ),
    enabled: isAsked,
  });
  const contract = useContractForm({
    schema: operations.simulateCall.query,
    defaultValues: asked,
    toWire: wireOf,
    send: async ({ number, sourceIp }) => {
      const { callerId, talkSeconds, startedAt } = contract.form.getValues();
      set({ number, from: sourceIp, cli: callerId, seconds: talkSeconds, begins: startedAt }, 'push');
      // What was provisioned since counts for the very next call.
      if (isAsked) await query.refetch();
    },
  });
  return (
    <div className="grid max-w-5xl gap-6 lg:grid-cols-[20rem_1fr]">
      <FormProvider {...contract.form}>
        <form
          onSubmit={contract.onSubmit}
          noValidate
          aria-label={text.title}
          className="grid content-start gap-4"
        >
          <TextField name="number" label={text.number} hint={text.numberHint} required mono />
          <TextField name="sourceIp" label={text.sourceIp} hint={text.sourceIpHint} required mono />
          <TextField name="callerId" label={text.callerId} hint={text.callerIdHint} mono />
          <TextField
            name="talkSeconds"
            label={text.talkSeconds}
            hint={text.talkSecondsHint}
            inputMode="numeric"
          />
          <TextField
            name="startedAt"
            label={text.startedAt}
            hint={text.startedAtHint}
            type="datetime-local"
          />
          <Button
            type="submit"
            variant="primary"
            icon={<Route aria-hidden className="size-3.5" />}
            pending={contract.form.formState.isSubmitting}
            className="justify-self-start"
          >
            {text.act}
          </Button>
        </form>
      </FormProvider>
      <div aria-live="polite" className="min-w-0">
        {!isAsked && <p className="max-w-md text-muted">{text.ask}</p>}
        {isAsked && query.data && <SimulatedLegs simulation={query.data} />}
        {isAsked && query.isPending && <Skeleton className="h-48" />}
        {isAsked && query.error && (
          <Callout tone="bad">{problemOf(query.error)?.detail ?? t.common.offline}</Callout>
        )}
      </div>
    </div>
  );
}

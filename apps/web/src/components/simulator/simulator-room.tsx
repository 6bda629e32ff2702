'use client';

import { operations } from '@strowger/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Route } from 'lucide-react';
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
import { Question } from '../form/question.tsx';
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
    <Question
      contract={contract}
      text={text}
      icon={<Route aria-hidden className="size-3.5" />}
      isAsked={isAsked}
      isPending={query.isPending}
      answer={query.data && <SimulatedLegs simulation={query.data} />}
      fault={query.error && (problemOf(query.error)?.detail ?? t.common.offline)}
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
      <TextField name="startedAt" label={text.startedAt} hint={text.startedAtHint} type="datetime-local" />
    </Question>
  );
}

'use client';

import { operations } from '@strowger/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Calculator } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { fromLocalField } from '@/lib/local-field.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useUrlState } from '@/lib/use-url-state.ts';
import { text as rateText, priceText as text } from '@/messages/rates.ts';
import { t } from '@/messages.ts';
import { SelectField, TextField } from '../form/fields.tsx';
import { Question } from '../form/question.tsx';
import { PriceResult } from './price-result.tsx';
import { priceParams } from './price-state.ts';
import { rateDirections } from './rate-list-state.ts';

const SECONDS = '60';

type Asked = { number: string; talkSeconds: string; startedAt: string; direction: 'outbound' | 'inbound' };

const wireOf = ({ number, talkSeconds, startedAt, direction }: Asked) => ({
  number: number.replaceAll(/[\s()-]/g, ''),
  direction,
  ...compact({ talkSeconds: talkSeconds.trim(), startedAt: startedAt && fromLocalField(startedAt) }),
});

/** What is wrong with a field says more than that something is. */
const faultOf = (error: unknown): string => {
  const problem = problemOf(error);
  return problem?.errors?.[0]?.detail ?? problem?.detail ?? t.common.offline;
};

/** What a call would cost by a plan, and why: reckoned by the server, as the call would be. */
export function PriceCall({ tariffplanId }: { tariffplanId: string }) {
  const trpc = useTRPC();
  const [state, set] = useUrlState(priceParams);
  const asked: Asked = {
    number: state.number,
    talkSeconds: state.seconds || SECONDS,
    startedAt: state.begins,
    direction: state.rates,
  };
  const isAsked = state.number !== '';
  const query = useQuery({
    ...trpc.priceCall.queryOptions(
      { tariffplanId, ...wireOf(asked) },
      { placeholderData: keepPreviousData, retry: false },
    ),
    enabled: isAsked,
  });
  const contract = useContractForm({
    schema: operations.priceCall.query,
    defaultValues: asked,
    toWire: wireOf,
    send: async (wire) => {
      const { number, direction } = wire;
      const { talkSeconds, startedAt } = contract.form.getValues();
      set({ number, rates: direction, seconds: talkSeconds, begins: startedAt }, 'push');
      // A call that begins now costs what it costs now.
      if (isAsked) await query.refetch();
    },
  });
  return (
    <Question
      contract={contract}
      text={text}
      icon={<Calculator aria-hidden className="size-3.5" />}
      isAsked={isAsked}
      isPending={query.isPending}
      answer={query.data && <PriceResult price={query.data} />}
      fault={query.error && faultOf(query.error)}
    >
      <TextField name="number" label={text.number} hint={text.numberHint} inputMode="tel" required mono />
      <TextField
        name="talkSeconds"
        label={text.talkSeconds}
        hint={text.talkSecondsHint}
        inputMode="numeric"
      />
      <SelectField
        name="direction"
        label={text.direction}
        options={rateDirections.map((value) => ({ value, label: rateText.directions[value] }))}
      />
      <TextField name="startedAt" label={text.startedAt} hint={text.startedAtHint} type="datetime-local" />
    </Question>
  );
}

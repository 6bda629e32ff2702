'use client';

import { operations } from '@strowger/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Calculator } from 'lucide-react';
import { FormProvider } from 'react-hook-form';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { fromLocalField } from '@/lib/local-field.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useUrlState } from '@/lib/use-url-state.ts';
import { text as rateText, priceText as text } from '@/messages/rates.ts';
import { t } from '@/messages.ts';
import { SelectField, TextField } from '../form/fields.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
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
    <div className="grid max-w-5xl gap-6 lg:grid-cols-[20rem_1fr]">
      <FormProvider {...contract.form}>
        <form
          onSubmit={contract.onSubmit}
          noValidate
          aria-label={text.title}
          className="grid content-start gap-4"
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
          <TextField
            name="startedAt"
            label={text.startedAt}
            hint={text.startedAtHint}
            type="datetime-local"
          />
          <Button
            type="submit"
            variant="primary"
            icon={<Calculator aria-hidden className="size-3.5" />}
            pending={contract.form.formState.isSubmitting}
            className="justify-self-start"
          >
            {text.act}
          </Button>
        </form>
      </FormProvider>
      <div aria-live="polite" className="min-w-0">
        {!isAsked && <p className="max-w-md text-muted">{text.ask}</p>}
        {isAsked && query.data && <PriceResult price={query.data} />}
        {isAsked && query.isPending && <Skeleton className="h-48" />}
        {isAsked && query.error && (
          <Callout tone="bad">
            {problemOf(query.error)?.errors?.[0]?.detail ??
              problemOf(query.error)?.detail ??
              t.common.offline}
          </Callout>
        )}
      </div>
    </div>
  );
}

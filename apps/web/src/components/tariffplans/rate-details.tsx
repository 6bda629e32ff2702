'use client';

import { RateUpdate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Rate } from '@/lib/wire.ts';
import { text } from '@/messages/rates.ts';
import { EditForm } from '../form/edit-form.tsx';
import { Callout } from '../ui/callout.tsx';
import { RateFields } from './rate-fields.tsx';
import { begunFields, newRateValues, type RateValues, rateValues, rateWire } from './rate-values.ts';

type RateDetailsProps = { rate: Rate; currency: string; mayWrite: boolean; hasBegun: boolean };

/** The form over one rate. Of one that has begun, what calls were priced by is locked. */
export function RateDetails({ rate, currency, mayWrite, hasBegun }: RateDetailsProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const update = useMutation(trpc.updateRate.mutationOptions());
  const rateId = rate.id;
  const edit = useEdit<Rate, RateValues>({
    loaded: rate,
    schema: RateUpdate,
    toValues: rateValues,
    toWire: rateWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, rateId, ifVersion }),
    reread: () => client.getRate.query({ rateId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getRate.queryKey({ rateId }), saved);
      queryClient.invalidateQueries(trpc.getTariffplanRates.pathFilter());
      toast.success(text.saved(saved.prefix));
    },
  });
  const kept = Object.keys(newRateValues).filter((name) => !begunFields.has(name));
  return (
    <EditForm
      edit={edit}
      label={text.sections.price}
      {...(mayWrite ? hasBegun && { locked: new Set(kept) } : { locked: 'all' as const })}
      labels={text.fields}
      toComparable={(thing) => rateWire(rateValues(thing))}
      note={mayWrite && hasBegun && <Callout>{text.begun}</Callout>}
    >
      <RateFields isNew={false} currency={currency} />
    </EditForm>
  );
}

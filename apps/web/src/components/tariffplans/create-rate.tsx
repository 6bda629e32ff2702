'use client';

import { RateCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/rates.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { RateFields } from './rate-fields.tsx';
import { newRateValues, rateWire } from './rate-values.ts';

/** A new rate of a plan. */
export function CreateRate({ plan, onClose }: { plan: Tariffplan; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.createRate.mutationOptions());
  const contract = useContractForm({
    schema: RateCreate,
    defaultValues: newRateValues,
    toWire: (values) => {
      const { name, pricePerMinute, ...rest } = rateWire(values);
      const { prefix, direction } = values;
      return { prefix: prefix.trim(), direction, name, pricePerMinute, ...compact(rest) };
    },
    send: async (wire) => {
      const rate = await create.mutateAsync({ tariffplanId: plan.id, ...wire });
      await queryClient.invalidateQueries(trpc.getTariffplanRates.pathFilter());
      toast.success(text.created(rate.prefix));
      onClose();
    },
  });
  return (
    <Drawer title={text.create} lead={text.createIn(plan.name)} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <RateFields isNew currency={plan.currency} />
      </DrawerForm>
    </Drawer>
  );
}

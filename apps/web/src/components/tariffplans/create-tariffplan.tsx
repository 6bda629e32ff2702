'use client';

import { TariffplanCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/tariffplans.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { TariffplanFields } from './tariffplan-fields.tsx';
import { newTariffplanValues, tariffplanWire } from './tariffplan-values.ts';

/** A new plan of a seller. It leads to where its rates are filled in. */
export function CreateTariffplan({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.createTariffplan.mutationOptions());
  const contract = useContractForm({
    schema: TariffplanCreate,
    defaultValues: newTariffplanValues(customer.timeZone),
    toWire: (values) => {
      const { name, ...rest } = tariffplanWire(values);
      return { customerId: customer.id, name, ...compact({ ...rest, currency: values.currency }) };
    },
    send: async (wire) => {
      const plan = await create.mutateAsync(wire as Parameters<typeof create.mutateAsync>[0]);
      await queryClient.invalidateQueries(trpc.getCustomerTariffplans.pathFilter());
      toast.success(text.saved(plan.name));
      router.push(`${roomAddress(customer.id, 'tariffplans')}/${plan.id}`);
    },
  });
  return (
    <Drawer title={text.create} lead={text.createUnder(customer.name)} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <TariffplanFields isNew withMargin />
      </DrawerForm>
    </Drawer>
  );
}

'use client';

import { CallRecordSourceCreate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/sources.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { SourceFields } from './source-fields.tsx';
import { newSourceValues, sourceWire } from './source-values.ts';

/** A new source of a customer. It leads to where one reads how records are sent to it. */
export function CreateSource({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.createCallRecordSource.mutationOptions());
  const contract = useContractForm({
    schema: CallRecordSourceCreate,
    defaultValues: newSourceValues,
    toWire: (values) => {
      const { name, country, timeZone, externalId } = sourceWire(values);
      return {
        customerId: customer.id,
        name,
        format: values.format,
        ...compact({ country, timeZone, externalId }),
      };
    },
    send: async (wire) => {
      const source = await create.mutateAsync(wire);
      await queryClient.invalidateQueries(trpc.getCustomerCallRecordSources.pathFilter());
      toast.success(text.saved(source.name));
      router.push(`${roomAddress(customer.id, 'sources')}/${source.id}`);
    },
  });
  return (
    <Drawer title={text.create} lead={text.createUnder(customer.name)} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.create} onClose={onClose}>
        <SourceFields isNew />
      </DrawerForm>
    </Drawer>
  );
}

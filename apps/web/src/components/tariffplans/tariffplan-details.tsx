'use client';

import { TariffplanUpdate } from '@strowger/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/tariffplans.ts';
import { EditForm } from '../form/edit-form.tsx';
import { TariffplanFields } from './tariffplan-fields.tsx';
import {
  comparableTariffplan,
  type TariffplanValues,
  tariffplanValues,
  tariffplanWire,
} from './tariffplan-values.ts';

type TariffplanDetailsProps = { plan: Tariffplan; mayWrite: boolean };

/** The form over one plan. */
export function TariffplanDetails({ plan, mayWrite }: TariffplanDetailsProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const update = useMutation(trpc.updateTariffplan.mutationOptions());
  const tariffplanId = plan.id;
  const edit = useEdit<Tariffplan, TariffplanValues>({
    loaded: plan,
    schema: TariffplanUpdate,
    toValues: tariffplanValues,
    toWire: tariffplanWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, tariffplanId, ifVersion }),
    reread: () => client.getTariffplan.query({ tariffplanId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getTariffplan.queryKey({ tariffplanId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerTariffplans.pathFilter());
      toast.success(text.saved(saved.name));
    },
  });
  return (
    <EditForm
      edit={edit}
      label={text.viewNames.settings}
      {...(!mayWrite && { locked: 'all' })}
      labels={text.fields}
      toComparable={comparableTariffplan}
    >
      <TariffplanFields isNew={false} withMargin={plan.relation === 'owned'} />
    </EditForm>
  );
}

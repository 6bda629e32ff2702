'use client';

import { QuarantineAttribution } from '@strowger/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField } from '../form/fields.tsx';
import { useSettle } from './use-settle.ts';

const FOUND_MAX = '50';
const USERS_MAX = '200';

type AttributeProps = { records: readonly QuarantinedRecord[]; onClose: () => void; onDone: () => void };

/** Says whose calls these are; with nobody chosen, it is looked for again. */
export function AttributeRecords({ records, onClose, onDone }: AttributeProps) {
  const trpc = useTRPC();
  const { settle } = useSettle();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim());
  const customers = useQuery(
    trpc.getCustomers.queryOptions(
      { ...compact({ search }), limit: FOUND_MAX },
      { placeholderData: keepPreviousData },
    ),
  );
  const contract = useContractForm({
    schema: QuarantineAttribution,
    defaultValues: { customerId: '', userId: '' },
    // A user names its customer.
    toWire: ({ customerId, userId }) => (userId === '' ? compact({ customerId }) : { userId }),
    send: async (wire) => {
      await settle(records, (client, sourceId, ids) =>
        client.attributeCallRecords.mutate({ sourceId, ids, ...wire }),
      );
      onDone();
    },
  });
  const { watch, setValue } = contract.form;
  const customerId = watch('customerId');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the users of another customer are not those that were chosen from
  useEffect(() => setValue('userId', ''), [customerId, setValue]);
  const users = useQuery({
    ...trpc.getCustomerUsers.queryOptions({ customerId, limit: USERS_MAX }),
    enabled: customerId !== '',
  });
  return (
    <Drawer title={text.attributeTitle(records.length)} lead={text.attributeLead} onClose={onClose}>
      <DrawerForm contract={contract} submit={text.attribute} onClose={onClose}>
        <FieldGroup title={text.attribute}>
          <ComboField
            name="customerId"
            label={text.customer}
            hint={text.customerHint}
            options={(customers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={text.lookAgain}
            onType={setTyped}
            wide
          />
          <SelectField
            name="userId"
            label={text.user}
            hint={text.userHint}
            empty=""
            options={(users.data?.items ?? []).map(({ id, username, domain }) => ({
              value: id,
              label: `${username}@${domain}`,
            }))}
            wide
          />
        </FieldGroup>
      </DrawerForm>
    </Drawer>
  );
}

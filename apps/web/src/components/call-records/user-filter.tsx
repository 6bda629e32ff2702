'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import type { User } from '@/lib/wire.ts';
import { text } from '@/messages/call-records.ts';
import { Combobox } from '../form/combobox.tsx';
import { Labelled } from './labelled.tsx';

const FOUND = '50';
const optionOf = (user: Pick<User, 'id' | 'username' | 'domain'>) => ({
  value: user.id,
  label: `${user.username}@${user.domain}`,
});

type UserFilterProps = { customerId: string; value: string; onChange: (userId: string) => void };

/** One user of the scope, found by the server as its name is typed; those of the customer in focus are offered first. */
export function UserFilter({ customerId, value, onChange }: UserFilterProps) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim().split('@')[0] ?? '');
  const keep = { placeholderData: keepPreviousData } as const;
  const own = useQuery(trpc.getCustomerUsers.queryOptions({ customerId, limit: FOUND }, keep));
  const found = useQuery(
    trpc.getUsers.queryOptions(search === '' ? skipToken : { search, limit: FOUND }, keep),
  );
  const chosen = useQuery(trpc.getUser.queryOptions(value === '' ? skipToken : { userId: value }));
  const users = [chosen.data, ...(own.data?.items ?? []), ...(found.data?.items ?? [])];
  const options = new Map(
    users.filter((user) => user !== undefined).map((user) => [user.id, optionOf(user)]),
  );
  return (
    <Labelled label={text.fields.user}>
      {(id) => (
        <Combobox
          control={{
            id,
            'aria-invalid': undefined,
            'aria-describedby': undefined,
            'aria-required': undefined,
          }}
          inputRef={null}
          options={[...options.values()]}
          value={value}
          onChange={onChange}
          onBlur={() => setTyped('')}
          onType={setTyped}
          placeholder={text.anyUser}
        />
      )}
    </Labelled>
  );
}

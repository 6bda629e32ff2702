'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { compact } from '@/lib/compact.ts';
import { isId } from '@/lib/locate.ts';
import { forwardName, numbersOf } from '@/lib/phrases.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import { useDebounced } from '@/lib/use-debounced.ts';
import { text } from '@/messages/owned-form.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { useThing } from '../thing-name.tsx';
import type { Option } from '../ui/select.tsx';
import type { FieldBaseProps } from './field.tsx';
import { ComboField } from './fields.tsx';

type ReferenceKind = keyof typeof text.kinds;

/** Users are searched for by the server, as there can be any number of them. */
const USERS_SHOWN = '30';

type ReferenceProps = FieldBaseProps & {
  kinds: readonly ReferenceKind[];
  /** The customer among whose things one chooses; destinations also among those of the levels above. */
  customerId: string;
  placeholder?: string;
  /** What else may stand there, beside an id. */
  accepts?: (text: string) => boolean;
};

/** Another thing, found by its name among those of a customer; its id can be pasted as well. */
export function ReferenceField({ kinds, customerId, accepts, ...field }: ReferenceProps) {
  const [typed, setTyped] = useState('');
  const value: string = useFormContext().watch(field.name);
  const known = useThing(isId(value) ? value : null);
  const options = useOptions(kinds, customerId, useDebounced(typed));
  const isMissing = known && !options.some((option) => option.value === value);
  return (
    <ComboField
      {...field}
      options={isMissing ? [{ value, label: known.label }, ...options] : options}
      onType={setTyped}
      accepts={(text) => isId(text) || accepts?.(text) === true}
    />
  );
}

function useOptions(kinds: readonly ReferenceKind[], customerId: string, search: string): Option[] {
  const trpc = useTRPC();
  const path = useCustomerPath(customerId) ?? [];
  const has = (kind: ReferenceKind) => kinds.includes(kind);
  const page = { customerId, limit: PAGE_ROWS_MAX };
  const users = useQuery({
    ...trpc.getCustomerUsers.queryOptions({ customerId, limit: USERS_SHOWN, ...compact({ search }) }),
    enabled: has('user'),
  });
  const destinations = useQueries({
    queries: (has('destination') ? path.toReversed() : []).map(({ id }) =>
      trpc.getCustomerDestinations.queryOptions({ customerId: id, limit: PAGE_ROWS_MAX }),
    ),
  });
  const numbers = useQuery({
    ...trpc.getCustomerExtensions.queryOptions({ ...page, direction: 'inbound' }),
    enabled: has('extension'),
  });
  const forwards = useQuery({ ...trpc.getCustomerForwards.queryOptions(page), enabled: has('forward') });
  const nameOf = new Map(path.map(({ id, name }) => [id, name]));
  const option = (value: string, name: string, kind: ReferenceKind): Option => ({
    value,
    label: text.option(name, text.kinds[kind]),
  });
  return [
    ...(users.data?.items ?? []).map(({ id, username, displayName }) =>
      option(id, displayName === null ? username : `${username} · ${displayName}`, 'user'),
    ),
    ...destinations.flatMap(({ data }) =>
      (data?.items ?? []).map((row) => ({
        value: row.id,
        label:
          row.customerId === customerId
            ? text.option(row.name, text.kinds.destination)
            : text.optionOf(row.name, text.kinds.destination, nameOf.get(row.customerId) ?? row.customerId),
      })),
    ),
    ...(numbers.data?.items ?? []).map((row) => option(row.id, numbersOf(row), 'extension')),
    ...(forwards.data?.items ?? []).map((row) => option(row.id, forwardName(row), 'forward')),
  ];
}

'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import type { Customer } from '@/lib/wire.ts';
import { customerWords } from '@/messages/customer-words.ts';
import { text } from '@/messages/move.ts';
import { Input } from '../ui/input.tsx';

const FOUND = '20';
const SHOWN = 6;

type ParentChoiceProps = {
  customer: Customer;
  chosen: Customer | undefined;
  onChoose: (parent: Customer) => void;
};

/** Finds a new parent in the operator's scope by name. */
export function ParentChoice({ customer, chosen, onChoose }: ParentChoiceProps) {
  const trpc = useTRPC();
  const name = useId();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim());
  const { data } = useQuery(
    trpc.getCustomers.queryOptions(
      { ...(search !== '' && { search }), limit: FOUND },
      { placeholderData: keepPreviousData },
    ),
  );
  const found = (data?.items ?? [])
    .filter(({ id, kind }) => id !== customer.id && kind !== 'end')
    .slice(0, SHOWN);
  const shown = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <div>
      <div className="relative">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-3.5 text-muted"
        />
        <Input
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          maxLength={100}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="pl-8"
        />
      </div>
      <fieldset className="mt-2 min-h-24">
        <legend className="sr-only">{text.parents}</legend>
        {shown.map((parent) => (
          <label
            key={parent.id}
            className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-hover has-checked:bg-selected coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              checked={parent.id === chosen?.id}
              onChange={() => onChoose(parent)}
              className="size-3.5 accent-(--accent)"
            />
            <span className="min-w-0 flex-1 truncate">{parent.name}</span>
            <span className="truncate text-muted text-xs">
              {parent.externalId ?? customerWords.kinds[parent.kind]}
            </span>
          </label>
        ))}
        {data && shown.length === 0 && <p className="px-2 py-1 text-muted">{text.noParent}</p>}
      </fieldset>
    </div>
  );
}

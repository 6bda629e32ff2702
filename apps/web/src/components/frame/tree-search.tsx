'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { type KeyboardEvent, type RefObject, useDeferredValue, useRef } from 'react';
import { sameRoomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import { customerWords } from '@/messages/customer-words.ts';
import { t } from '@/messages.ts';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTreeState } from './tree-state.tsx';

const FOUND_MAX = '20';

type SearchProps = { text: string; onText: (text: string) => void };

/** Looks through the whole scope by name; what is found stands where the tree was. */
export function TreeSearch({ text, onText }: SearchProps) {
  const results = useRef<HTMLUListElement>(null);
  const linksOf = () => [...(results.current?.querySelectorAll('a') ?? [])];
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const links = linksOf();
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (event.key === 'ArrowDown') links[at + 1]?.focus();
    else if (event.key === 'ArrowUp') (links[at - 1] ?? event.currentTarget.querySelector('input'))?.focus();
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys lead from the field to what it found
    <div onKeyDown={onKey}>
      <div className="relative px-3 pb-2">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-5.5 -mt-1 size-3.5 text-muted"
        />
        <Input
          type="search"
          value={text}
          onChange={(event) => onText(event.target.value)}
          aria-label={t.frame.treeSearch}
          placeholder={t.frame.treeSearch}
          maxLength={100}
          className="pl-8"
        />
      </div>
      {text.trim() !== '' && <Found text={text.trim()} list={results} onChosen={() => onText('')} />}
    </div>
  );
}

type FoundProps = { text: string; list: RefObject<HTMLUListElement | null>; onChosen: () => void };

/** Whoever chooses one sees it in the tree. */
function Found({ text, list, onChosen }: FoundProps) {
  const trpc = useTRPC();
  const { room, onNavigate } = useTreeState();
  const search = useDebounced(useDeferredValue(text));
  const { data } = useQuery(
    trpc.getCustomers.queryOptions(search === '' ? skipToken : { search, limit: FOUND_MAX }, {
      placeholderData: keepPreviousData,
    }),
  );
  if (!data) {
    return (
      <div className="grid gap-3 px-4 py-2">
        <Skeleton className="h-3 w-40" />
        <Skeleton className="h-3 w-32" />
      </div>
    );
  }
  return (
    <>
      <p role="status" className="px-4 pb-1 text-muted text-xs">
        {data.items.length === 0
          ? t.frame.treeNoResults(text)
          : t.frame.treeFound(data.items.length, data.nextCursor !== null)}
      </p>
      <ul ref={list} aria-label={t.frame.treeSearchResults} className="px-2 pb-4">
        {data.items.map((customer) => (
          <li key={customer.id}>
            <Link
              href={sameRoomAddress(customer, room)}
              prefetch={false}
              onClick={() => {
                onNavigate();
                onChosen();
              }}
              className="flex min-h-9 flex-col justify-center rounded-md px-2 py-1 -outline-offset-1! hover:bg-hover coarse:min-h-11"
            >
              <span className="truncate">{customer.name}</span>
              <span className="truncate text-muted text-xs">
                {customerWords.kinds[customer.kind]}
                {customer.externalId !== null && ` · ${customer.externalId}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '@/lib/use-debounced.ts';
import { Input } from '../ui/input.tsx';

type SearchFieldProps = { label: string; value: string; onSearch: (text: string) => void };

/** A search that acts as one types. The address has the last word: going back brings the old search back. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text);
  const told = useRef(value);

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const search = settled.trim();
    if (search === told.current) return;
    told.current = search;
    onSearch(search);
  }, [settled, onSearch]);

  return (
    <div className="relative min-w-48 flex-1 sm:max-w-72">
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-3.5 text-muted"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        className="pl-8"
      />
    </div>
  );
}

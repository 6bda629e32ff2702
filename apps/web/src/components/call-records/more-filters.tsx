'use client';

import { useEffect, useRef, useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import { useDebounced } from '@/lib/use-debounced.ts';
import type { SetUrlState } from '@/lib/use-url-state.ts';
import { text } from '@/messages/call-records.ts';
import { Input } from '../ui/input.tsx';
import { Labelled } from './labelled.tsx';
import { digitsOf, type RecordListState, type recordListParams } from './list-state.ts';
import { UserFilter } from './user-filter.tsx';

type MoreFiltersProps = {
  customerId: string;
  state: RecordListState;
  set: SetUrlState<typeof recordListParams>;
};

/** The filters that are typed: a period of one's own, numbers and a user. */
export function MoreFilters({ customerId, state, set }: MoreFiltersProps) {
  const setPeriod = (ends: { from?: string; to?: string }) => set({ period: 'custom', cursor: '', ...ends });
  return (
    <div className="mb-3 grid gap-x-3 gap-y-2 rounded-lg border bg-sunken px-3 py-2.5 sm:grid-cols-2 lg:grid-cols-5">
      <TimeFilter label={text.fields.from} value={state.from} onChange={(from) => setPeriod({ from })} />
      <TimeFilter label={text.fields.to} value={state.to} onChange={(to) => setPeriod({ to })} />
      <NumberFilter
        label={text.fields.fromNumber}
        value={state.fromNumber}
        onChange={(fromNumber) => set({ fromNumber, cursor: '' })}
      />
      <NumberFilter
        label={text.fields.toNumber}
        value={state.toNumber}
        onChange={(toNumber) => set({ toNumber, cursor: '' })}
      />
      <UserFilter
        customerId={customerId}
        value={state.userId}
        onChange={(userId) => set({ userId, cursor: '' })}
      />
    </div>
  );
}

type FilterProps = { label: string; value: string; onChange: (value: string) => void };

/** One end of the period, by the clock that the records are shown by. */
function TimeFilter({ label, value, onChange }: FilterProps) {
  const { timeZone } = useConsole();
  const at = new Date(value);
  const shown = Number.isNaN(at.getTime()) ? '' : toLocalField(at, timeZone);
  return (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          type="datetime-local"
          value={shown}
          onChange={({ target }) =>
            onChange(target.value === '' ? '' : fromLocalField(target.value, timeZone))
          }
        />
      )}
    </Labelled>
  );
}

/** The beginning of a number, asked for as it stands still. */
function NumberFilter({ label, value, onChange }: FilterProps) {
  const [typed, setTyped] = useState(value);
  const settled = useDebounced(typed);
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    const isKnown = settled === '' || digitsOf(settled) !== undefined;
    if (settled === told.current || !isKnown) return;
    told.current = settled;
    onChange(settled);
  }, [settled, onChange]);
  const isWrong = typed !== '' && digitsOf(typed) === undefined;
  return (
    <Labelled label={label}>
      {(id) => (
        <>
          <Input
            id={id}
            inputMode="tel"
            autoComplete="off"
            maxLength={24}
            placeholder="+3120"
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? `${id}-fault` : undefined}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          {isWrong && (
            <p id={`${id}-fault`} className="text-bad text-xs">
              {text.numberHint}
            </p>
          )}
        </>
      )}
    </Labelled>
  );
}

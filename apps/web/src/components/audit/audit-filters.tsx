'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTRPCClient } from '@/lib/trpc.tsx';
import type { SetUrlState } from '@/lib/use-url-state.ts';
import { text } from '@/messages/audit.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import type { AuditListState, auditListParams } from './list-state.ts';

const { filters } = text;

type AuditFiltersProps = {
  operations: readonly string[];
  state: AuditListState;
  onChange: SetUrlState<typeof auditListParams>;
};

/** What narrows the log beside the id of a thing: what was done, between which days, by whom. */
export function AuditFilters({ operations, state, onChange }: AuditFiltersProps) {
  const set = (changes: Partial<AuditListState>) => onChange({ ...changes, cursor: '' });
  const options = operations
    .map((id) => ({ value: id, label: text.operation(id) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  return (
    <>
      <Select
        aria-label={filters.operation}
        className="w-44 shrink-0"
        empty={`${filters.operation}: ${t.common.all}`}
        options={options}
        value={state.operation}
        onChange={({ target }) => set({ operation: target.value })}
      />
      <DayFilter label={filters.from} value={state.from} onChange={(from) => set({ from })} />
      <DayFilter label={filters.to} value={state.to} onChange={(to) => set({ to })} />
      {state.actor !== '' && <ActorFilter id={state.actor} onClear={() => set({ actor: '' })} />}
    </>
  );
}

type DayProps = { label: string; value: string; onChange: (day: string) => void };

function DayFilter({ label, value, onChange }: DayProps) {
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-muted text-xs">
      <span aria-hidden className="whitespace-nowrap">
        {label}
      </span>
      <Input
        type="date"
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="w-36"
      />
    </span>
  );
}

/** Who did it, by name, until it is dropped. */
function ActorFilter({ id, onClear }: { id: string; onClear: () => void }) {
  const client = useTRPCClient();
  const { data: name } = useQuery({ queryKey: ['actorName', id], queryFn: () => readName(client, id) });
  return (
    <Button icon={<X aria-hidden className="size-3.5" />} onClick={onClear}>
      <span className="max-w-48 truncate">{filters.actor(name ?? id)}</span>
    </Button>
  );
}

type Client = ReturnType<typeof useTRPCClient>;

async function readName(client: Client, id: string): Promise<string> {
  const actor = id.startsWith('key_')
    ? await client.getApiKey.query({ apiKeyId: id })
    : await client.getOperator.query({ operatorId: id });
  return actor.name;
}

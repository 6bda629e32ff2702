import { choiceParam } from '@/lib/url-state.ts';
import { text } from '@/messages/owned.ts';
import type { Column } from '../list/column.ts';
import type { Filter } from '../list/list-room.tsx';
import { Status } from '../ui/status.tsx';

/** Of things that are switched off and on. */
export const enabledParam = { enabled: choiceParam(['true', 'false']) } as const;

const word = (enabled: boolean): string => (enabled ? text.enabled.true : text.enabled.false);

export const enabledFilter: Filter = {
  name: 'enabled',
  label: text.enabledLabel,
  options: [
    { value: 'true', label: text.enabled.true },
    { value: 'false', label: text.enabled.false },
  ],
};

export const enabledColumn: Column<{ enabled: boolean }> = {
  key: 'enabled',
  header: text.enabledLabel,
  from: 'sm',
  value: ({ enabled }) => word(enabled),
  cell: ({ enabled }) => <Status tone={enabled ? 'good' : 'neutral'}>{word(enabled)}</Status>,
};

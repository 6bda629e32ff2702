'use client';

import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import type { Room } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/palette.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Entry, EntryGroup } from './entry.ts';
import { useCommands } from './use-commands.tsx';
import { useFound } from './use-found.tsx';

type PaletteProps = {
  customer: Customer | undefined;
  room: Room;
  onClose: () => void;
  onHelp: () => void;
};

/** A field that leads anywhere: what is typed is looked for in pages, actions, customers, users, numbers and ids. */
export function Palette({ customer, room, onClose, onHelp }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const search = typed.trim();
  const commands = useCommands(search, customer, onHelp);
  const found = useFound(search, room);
  const groups = [...commands, ...found.groups].filter(({ entries }) => entries.length > 0);
  const all = groups.flatMap(({ entries }) => entries);
  const active = all[Math.min(at, all.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    // What an action shows comes after the palette has gone, or it would be closed with it.
    onClose();
    entry.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = all.length - 1;
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter') choose(active);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={text.title} placement="top" hideTitle>
      <div className="relative shrink-0 border-b">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-4 size-4 text-muted"
        />
        <input
          role="combobox"
          aria-label={text.title}
          aria-expanded={all.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active && `${id}-${active.key}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={text.placeholder}
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
          className="h-12 w-full bg-transparent pr-14 pl-11 text-base outline-none max-sm:text-[1rem]"
        />
      </div>
      <p role="status" className="sr-only">
        {found.isSearching ? text.searching : text.found(all.length)}
      </p>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={text.results}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto p-2"
      >
        {groups.map((group) => (
          <Group key={group.name} group={group} id={id} activeKey={active?.key} onChoose={choose} />
        ))}
      </div>
      {all.length === 0 && (
        <p className="px-4 pb-6 text-center text-muted">
          {found.isSearching ? text.searching : text.nothing(search)}
        </p>
      )}
      <p aria-hidden className="flex shrink-0 gap-4 border-t px-4 py-2 text-muted text-xs max-sm:hidden">
        <span>↑ ↓ {text.keys.move}</span>
        <span>↵ {text.keys.open}</span>
        <span>Esc {text.keys.close}</span>
      </p>
    </Dialog>
  );
}

type GroupProps = {
  group: EntryGroup;
  id: string;
  activeKey: string | undefined;
  onChoose: (entry: Entry) => void;
};

function Group({ group, id, activeKey, onChoose }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
    <div role="group" aria-label={group.name} className="pb-1">
      <div aria-hidden className="px-2 pt-1 pb-0.5 text-muted text-xs">
        {group.name}
      </div>
      {group.entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as long as the palette is open
        <div
          key={entry.key}
          id={`${id}-${entry.key}`}
          role="option"
          aria-selected={entry.key === activeKey}
          tabIndex={-1}
          onClick={() => onChoose(entry)}
          className={cx(
            'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-hover aria-selected:bg-selected coarse:h-11',
          )}
        >
          <span aria-hidden className="grid size-4 shrink-0 place-items-center text-muted">
            {entry.icon}
          </span>
          <span className="min-w-0 truncate">{entry.label}</span>
          {entry.detail !== undefined && (
            <span className="min-w-0 flex-1 truncate text-right text-muted text-xs">{entry.detail}</span>
          )}
        </div>
      ))}
    </div>
  );
}

'use client';

import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { text as formText } from '@/messages/form.ts';
import { t } from '@/messages.ts';
import { Input } from '../ui/input.tsx';
import type { Option } from '../ui/select.tsx';
import type { ControlProps } from './field.tsx';

/** More than one looks through; typing narrows them. */
const SHOWN_MAX = 60;

type ComboboxProps = {
  control: ControlProps;
  inputRef: Ref<HTMLInputElement>;
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  placeholder: string | undefined;
  /** Hears what is typed, where the options are looked up by it. */
  onType?: ((text: string) => void) | undefined;
  /** Whether a text stands for itself, without an option. */
  accepts?: ((text: string) => boolean) | undefined;
};

/** A text field with a list that follows what is typed (WAI-ARIA combobox). Emptied, it stands for no choice. */
export function Combobox({
  control,
  inputRef,
  options,
  value,
  onChange,
  onBlur,
  placeholder,
  onType,
  accepts,
}: ComboboxProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  const [text, setText] = useState<string>();
  const [active, setActive] = useState(0);
  const isOpen = text !== undefined;
  const found = isOpen ? narrow(options, text === chosen ? '' : text) : [];

  useEffect(() => {
    if (!isOpen) return;
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, active]);

  const open = () => {
    setText(chosen);
    setActive(
      Math.max(
        0,
        options.slice(0, SHOWN_MAX).findIndex((option) => option.value === value),
      ),
    );
  };
  const choose = (option: Option | undefined) => {
    if (option) onChange(option.value);
    setText(undefined);
  };
  /** What was typed counts where it names an option, stands for itself, or is nothing at all. */
  const leave = () => {
    if (text?.trim() === '') onChange('');
    else if (text !== undefined && accepts?.(text.trim())) onChange(text.trim());
    else if (text !== undefined && text !== chosen) {
      const exact = options.find((option) => option.label.toLowerCase() === text.trim().toLowerCase());
      if (exact ?? found.length === 1) onChange((exact ?? found[0])?.value ?? '');
    }
    setText(undefined);
    onBlur();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) open();
      else setActive(clamp(active + (event.key === 'ArrowDown' ? 1 : -1), found.length));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const typed = text.trim();
      const standsForItself = typed === '' || accepts?.(typed);
      choose(standsForItself ? { value: typed, label: typed } : found[active]);
    } else if (event.key === 'Escape' && isOpen) {
      // Only the list closes, not the drawer that it is in (see ui/dialog.tsx).
      setText(undefined);
    }
  };

  return (
    <div className="relative">
      <Input
        {...control}
        ref={inputRef}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text ?? chosen}
        onChange={(event) => {
          setText(event.target.value);
          onType?.(event.target.value);
          setActive(0);
        }}
        onClick={() => !isOpen && open()}
        onKeyDown={onKey}
        onBlur={leave}
        className="pr-8"
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2.5 right-2.5 size-3.5 text-muted coarse:top-4"
      />
      {isOpen && (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t.common.search}
          className="absolute inset-x-0 top-full z-30 mt-1 max-h-56 overflow-y-auto rounded-lg border bg-raised p-1 shadow-raised"
        >
          {found.map((option, at) => (
            <div
              key={option.value}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={option.value === value}
              tabIndex={-1}
              // Pressing, not clicking: the field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
              onMouseMove={() => setActive(at)}
              className={cx(
                'flex min-h-7 cursor-default items-center rounded-sm px-2 coarse:min-h-11',
                at === active && 'bg-hover',
                option.value === value && 'font-medium',
              )}
            >
              {option.label}
            </div>
          ))}
          {found.length === 0 && <div className="px-2 py-1.5 text-muted">{formText.noOption}</div>}
        </div>
      )}
    </div>
  );
}

const clamp = (at: number, length: number): number => Math.min(Math.max(at, 0), Math.max(length - 1, 0));

/** What begins with the text stands before what only holds it. */
function narrow(options: readonly Option[], text: string): Option[] {
  const search = text.trim().toLowerCase();
  const holding = options.filter((option) => option.label.toLowerCase().includes(search));
  const begins = (option: Option) => option.label.toLowerCase().startsWith(search);
  return [...holding.filter(begins), ...holding.filter((option) => !begins(option))].slice(0, SHOWN_MAX);
}

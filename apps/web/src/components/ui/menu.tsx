'use client';

import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/lib/cx.ts';

const itemClass =
  'flex h-8 w-full select-none items-center gap-2 rounded-sm px-2 text-left text-sm outline-none focus:bg-hover hover:bg-hover coarse:h-11';

type MenuProps = { label: string; trigger: ReactNode; triggerClass: string; children: ReactNode };

/**
 * A WAI-ARIA menu button. Written here, as the menu of the library weighs 24 kB on every page, a third of what a page may
 * weigh beside the framework.
 */
export function Menu({ label, trigger, triggerClass, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];

  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    const onElsewhere = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [isOpen]);

  const onKey = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const goTo: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const target = goTo[event.key];
    if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
    } else if (target !== undefined) {
      event.preventDefault();
      all[target]?.focus();
    }
  };

  return (
    <div ref={root} className="relative">
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          setOpen(true);
        }}
        className={triggerClass}
      >
        {trigger}
      </button>
      {isOpen && (
        <div
          id={id}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKey}
          className="absolute top-full right-0 z-50 mt-1.5 min-w-52 animate-fade-in rounded-lg border bg-raised p-1 text-ink shadow-raised"
        >
          {children}
        </div>
      )}
    </div>
  );
}

type MenuItemProps = { icon: ReactNode; onSelect: () => void; children: ReactNode };

export function MenuItem({ icon, onSelect, children }: MenuItemProps) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onSelect} className={itemClass}>
      {icon}
      {children}
    </button>
  );
}

export function MenuLink({ icon, href, children }: { icon: ReactNode; href: string; children: ReactNode }) {
  return (
    <a role="menuitem" tabIndex={-1} href={href} className={itemClass}>
      {icon}
      {children}
    </a>
  );
}

type MenuChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon: ReactNode }[];
};

/** One choice of several, inside a menu, which stays open: one looks at a theme before one leaves it. */
export function MenuChoice({ label, value, onChange, options }: MenuChoiceProps) {
  return (
    <fieldset aria-label={label} className="min-w-0">
      <div aria-hidden className="px-2 pt-1.5 pb-1 text-muted text-xs">
        {label}
      </div>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitemradio"
          aria-checked={option.value === value}
          tabIndex={-1}
          onClick={() => onChange(option.value)}
          className={itemClass}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Check aria-hidden className={cx('size-3.5', option.value !== value && 'invisible')} />
        </button>
      ))}
    </fieldset>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 py-1.5">
      {children}
    </div>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 border-line" />;
}

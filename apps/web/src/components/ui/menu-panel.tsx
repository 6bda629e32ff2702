'use client';

import { Check } from 'lucide-react';
import { createContext, type KeyboardEvent, type ReactNode, use, useEffect, useRef } from 'react';
import { cx } from '@/lib/cx.ts';

const itemClass =
  'flex h-8 w-full select-none items-center gap-2 rounded-sm px-2 text-left text-sm focus:bg-hover hover:bg-hover focus-visible:-outline-offset-2 coarse:h-11';

const CloseContext = createContext<(isDone: boolean) => void>(() => undefined);

type MenuPanelProps = {
  id: string;
  label: string;
  /** @param isDone the menu was left by choosing or by Escape, so that the focus goes back to its button */
  onClose: (isDone: boolean) => void;
  children: ReactNode;
};

/** The open menu of a MenuButton, beside it in the page. */
export function MenuPanel({ id, label, onClose, children }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    const onElsewhere = (event: Event) => {
      if (!panel.current?.parentElement?.contains(event.target as Node)) close.current(false);
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, []);

  const onKey = (event: KeyboardEvent) => {
    const all = [...(panel.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const goTo: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const target = goTo[event.key];
    if (event.key === 'Escape') onClose(true);
    else if (target !== undefined) {
      event.preventDefault();
      all[target]?.focus();
    }
  };
  return (
    <CloseContext value={onClose}>
      <div
        ref={panel}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKey}
        className="absolute top-full right-0 z-50 mt-1.5 max-h-[70dvh] min-w-52 animate-fade-in overflow-y-auto rounded-lg border bg-raised p-1 text-ink shadow-raised"
      >
        {children}
      </div>
    </CloseContext>
  );
}

type MenuItemProps = { icon: ReactNode; onSelect: () => void; children: ReactNode };

export function MenuItem({ icon, onSelect, children }: MenuItemProps) {
  const close = use(CloseContext);
  const choose = () => {
    close(true);
    onSelect();
  };
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={choose} className={itemClass}>
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

type MenuCheckProps = { checked: boolean; onToggle: () => void; children: ReactNode };

/** Something that is on or off; the menu stays open. */
export function MenuCheck({ checked, onToggle, children }: MenuCheckProps) {
  return (
    <button
      type="button"
      role="menuitemcheckbox"
      aria-checked={checked}
      tabIndex={-1}
      onClick={onToggle}
      className={itemClass}
    >
      <Check aria-hidden className={cx('size-3.5', !checked && 'invisible')} />
      {children}
    </button>
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

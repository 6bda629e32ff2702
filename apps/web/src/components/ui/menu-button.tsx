'use client';

import { type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { onDemand } from '@/lib/on-demand.ts';

const MenuPanel = onDemand(() => import('./menu-panel.tsx').then((module) => module.MenuPanel));

type MenuButtonProps = {
  label: string;
  trigger: ReactNode;
  triggerClass: string;
  /** Fetches the code of what is in it, as a pointer or the focus comes near. */
  onNear?: () => void;
  /** What is in it, on demand as well. */
  children: ReactNode;
};

/**
 * A WAI-ARIA menu button; the menu itself comes when it is asked for. Written here, as the menu of the library weighs 24 kB
 * on every page, a third of what a page may weigh beside the framework.
 */
export function MenuButton({ label, trigger, triggerClass, onNear, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const onClose = (isDone: boolean) => {
    setOpen(false);
    if (isDone) button.current?.focus();
  };
  const near = () => {
    MenuPanel.preload();
    onNear?.();
  };
  return (
    <div className="relative">
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={near}
        onFocus={near}
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
        <Suspense>
          <MenuPanel id={id} label={label} onClose={onClose}>
            {children}
          </MenuPanel>
        </Suspense>
      )}
    </div>
  );
}

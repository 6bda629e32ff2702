'use client';

import { useEffect } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { useGoTo } from '@/lib/leaving.ts';
import { type Room, roomAddress, roomKeys } from '@/lib/rooms.ts';
import { areSingleKeysOn } from '@/lib/single-keys.ts';
import type { Customer } from '@/lib/wire.ts';

/** How long `g` waits for the letter of a room. */
const JUMP_MS = 1_500;

/** Where letters are typed, or choose by themselves. */
const takesLetters =
  'input, textarea, select, [contenteditable], [role="tree"], [role="menu"], [role="listbox"]';

const focusOn = (selector: string): boolean => {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.offsetParent);
  found?.focus();
  return found !== undefined;
};

/** The keys of the whole console. Single ones can be switched off, as speech input would press them by accident. */
export function useKeyboard(
  customer: Customer | undefined,
  show: (what: 'palette' | 'help') => void,
  onNear: () => void,
): void {
  const goTo = useGoTo();
  const { operator } = useConsole();
  const { id, kind } = customer ?? { id: operator.customerId, kind: 'reseller' };
  useEffect(() => {
    let jumpUntil = 0;
    const jump = (letter: string): boolean => {
      const room: Room | undefined = roomKeys[letter as keyof typeof roomKeys];
      if (!room || (room === 'customers' && kind === 'end')) return false;
      goTo(roomAddress(id, room));
      return true;
    };
    const act = (key: string): boolean => {
      if (jumpUntil > Date.now()) {
        jumpUntil = 0;
        return jump(key);
      }
      if (key === 'g') {
        jumpUntil = Date.now() + JUMP_MS;
        return true;
      }
      if (key === '?') show('help');
      else if (key === '/') return focusOn('main input[type="search"]');
      else if (key === 't') return focusOn('[role="treeitem"][tabindex="0"]');
      else if (key === 'n') document.querySelector<HTMLElement>('[data-create]')?.click();
      else return false;
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      // Its code comes while the second key is on its way.
      if (event.key === 'Control' || event.key === 'Meta') onNear();
      const isOverlaid = document.querySelector('[role="dialog"], [role="menu"]') !== null;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (!isOverlaid) show('palette');
        return;
      }
      const { target } = event;
      if (event.ctrlKey || event.metaKey || isOverlaid || !areSingleKeysOn()) return;
      if (target instanceof Element && target.closest(takesLetters)) return;
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [id, kind, goTo, show, onNear]);
}

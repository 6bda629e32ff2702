'use client';

import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import type { Customer } from '@/lib/wire.ts';
import { useTreeState } from './tree-state.tsx';

/** How long a dragged customer rests on a closed branch until it opens. */
const OPEN_MS = 700;

/** Moving a customer in the tree: dragged onto another one, or by Shift and M. Both ask first what it changes. */
export function useTreeDrag(customer: Customer) {
  const { dragged, setDragged, move, expanded, setExpanded } = useTreeState();
  const { operator } = useConsole();
  const mayMove = useMay('updateCustomer') && customer.id !== operator.customerId;
  const [isTarget, setTarget] = useState(false);
  const opening = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id, kind } = customer;
  const isReseller = kind !== 'end';
  const takes = dragged !== undefined && dragged.id !== id && dragged.parentId !== id && isReseller;
  const leave = () => {
    setTarget(false);
    clearTimeout(opening.current);
  };
  const handlers = {
    draggable: mayMove,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', customer.name);
      setDragged(customer);
    },
    onDragEnd: () => setDragged(undefined),
    onDragEnter: () => {
      if (!dragged || dragged.id === id || !isReseller || expanded.has(id)) return;
      opening.current = setTimeout(() => setExpanded(id, true), OPEN_MS);
    },
    onDragOver: (event: DragEvent) => {
      if (!takes) return;
      event.preventDefault();
      setTarget(true);
    },
    onDragLeave: leave,
    onDrop: (event: DragEvent) => {
      if (!takes) return;
      event.preventDefault();
      leave();
      setDragged(undefined);
      move(dragged, customer);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'M' || !event.shiftKey || !mayMove) return;
      event.preventDefault();
      event.stopPropagation();
      move(customer);
    },
  };
  return { isTarget, handlers };
}

'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Room } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';

type TreeState = {
  path: readonly Customer[];
  expanded: ReadonlySet<string>;
  setExpanded: (customerId: string, open: boolean) => void;
  /** The node that the Tab key leads to. */
  activeId: string;
  setActiveId: (customerId: string) => void;
  focusId: string | undefined;
  room: Room;
  onNavigate: () => void;
  /** The customer that is being dragged. */
  dragged: Customer | undefined;
  setDragged: (customer: Customer | undefined) => void;
  /** Asks where a customer shall go, or whether it shall go there. */
  move: (customer: Customer, onto?: Customer) => void;
};

const Context = createContext<TreeState | null>(null);

type ProviderProps = {
  topId: string;
  /** From the top to the customer in focus, so that it is in view; empty while nobody knows, or where there is none. */
  path: readonly Customer[];
  room: Room;
  onNavigate: () => void;
  move: TreeState['move'];
  children: ReactNode;
};

export function TreeStateProvider({ topId, path, room, onNavigate, move, children }: ProviderProps) {
  const [dragged, setDragged] = useState<Customer>();
  const focusId = path.at(-1)?.id;
  const above = path.slice(0, -1).map((customer) => customer.id);
  const [expanded, setAll] = useState<ReadonlySet<string>>(() => new Set([topId, ...above]));
  const [activeId, setActiveId] = useState(focusId ?? topId);
  const way = above.join(' ');
  useEffect(() => {
    if (way !== '') setAll((before) => new Set([...before, ...way.split(' ')]));
  }, [way]);
  useEffect(() => {
    if (focusId !== undefined) setActiveId(focusId);
  }, [focusId]);
  const setExpanded = useCallback((customerId: string, open: boolean) => {
    setAll((before) => {
      const after = new Set(before);
      if (open) after.add(customerId);
      else after.delete(customerId);
      return after;
    });
  }, []);
  const value = useMemo(
    () => ({
      path,
      expanded,
      setExpanded,
      activeId,
      setActiveId,
      focusId,
      room,
      onNavigate,
      dragged,
      setDragged,
      move,
    }),
    [path, expanded, setExpanded, activeId, focusId, room, onNavigate, dragged, move],
  );
  return <Context value={value}>{children}</Context>;
}

export function useTreeState(): TreeState {
  const value = use(Context);
  if (!value) throw new Error('used outside of the tree');
  return value;
}

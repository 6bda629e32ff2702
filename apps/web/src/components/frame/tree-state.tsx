'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Room } from '@/lib/rooms.ts';

type TreeState = {
  expanded: ReadonlySet<string>;
  setExpanded: (customerId: string, open: boolean) => void;
  /** The node that the Tab key leads to. */
  activeId: string;
  setActiveId: (customerId: string) => void;
  focusId: string | undefined;
  room: Room;
  onNavigate: () => void;
};

const Context = createContext<TreeState | null>(null);

type ProviderProps = {
  topId: string;
  focusId: string | undefined;
  /** The levels above the customer in focus, so that it is in view. */
  pathIds: readonly string[];
  room: Room;
  onNavigate: () => void;
  children: ReactNode;
};

export function TreeStateProvider({ topId, focusId, pathIds, room, onNavigate, children }: ProviderProps) {
  const [expanded, setAll] = useState<ReadonlySet<string>>(() => new Set([topId, ...pathIds]));
  const [activeId, setActiveId] = useState(focusId ?? topId);
  const way = pathIds.join(' ');
  useEffect(() => {
    setAll((before) => new Set([...before, ...way.split(' ')]));
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
    () => ({ expanded, setExpanded, activeId, setActiveId, focusId, room, onNavigate }),
    [expanded, setExpanded, activeId, focusId, room, onNavigate],
  );
  return <Context value={value}>{children}</Context>;
}

export function useTreeState(): TreeState {
  const value = use(Context);
  if (!value) throw new Error('used outside of the tree');
  return value;
}

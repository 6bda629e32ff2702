import { useSyncExternalStore } from 'react';

/** The API key that was typed: in this module's memory and nowhere else, so that it is gone with the page. */
let key = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTryKey(): [key: string, setKey: (key: string) => void] {
  const current = useSyncExternalStore(
    subscribe,
    () => key,
    () => '',
  );
  const setKey = (next: string) => {
    key = next;
    for (const listener of listeners) listener();
  };
  return [current, setKey];
}

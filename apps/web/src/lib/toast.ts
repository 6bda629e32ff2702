export type Toast = { id: number; tone: 'good' | 'bad'; text: string };

const SHOWN_MS = 5_000;
/** A failure stays until it has surely been read. */
const FAILURE_MS = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(tone: Toast['tone'], text: string): void {
  const id = ++lastId;
  set([...toasts, { id, tone, text }].slice(-3));
  setTimeout(() => dismissToast(id), tone === 'bad' ? FAILURE_MS : SHOWN_MS);
}

export const dismissToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** Tells that something was done, or was not, wherever on the page one is. */
export const toast = {
  success: (text: string): void => show('good', text),
  error: (text: string): void => show('bad', text),
};

const none: readonly Toast[] = [];
export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => toasts,
  onServer: () => none,
};

import type { ReactNode } from 'react';

type RowButtonProps = { label: string; onOpen: () => void; children: ReactNode };

/** The button that names a row and opens what is known of it beside the list. The whole row is its target. */
export function RowButton({ label, onOpen, children }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onOpen}
      className="max-w-full truncate rounded-sm text-left font-medium -outline-offset-1! after:absolute after:inset-0"
    >
      {children}
    </button>
  );
}

import type { ReactNode } from 'react';

/** Something that can be chosen in the palette. */
export type Entry = {
  key: string;
  label: string;
  detail?: ReactNode;
  icon: ReactNode;
  run: () => void;
};

export type EntryGroup = { name: string; entries: readonly Entry[] };

/** Whether each word of the search begins a word of the text. */
export function fits(text: string, search: string): boolean {
  const words = text.toLowerCase().split(/[\s-]+/);
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

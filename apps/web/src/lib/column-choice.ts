'use client';

import { useState } from 'react';
import { COLUMNS_COOKIE } from './columns-cookie.ts';
import { useConsole } from './console-context.tsx';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

type Choice = Record<string, readonly string[]>;

const readChoice = (text: string): Choice =>
  Object.fromEntries(
    text.split('~').map((part) => {
      const [list = '', ...keys] = part.split('.');
      return [list, keys];
    }),
  );

const writeChoice = (choice: Choice): string =>
  Object.entries(choice)
    .filter(([, keys]) => keys.length > 0)
    .map(([list, keys]) => [list, ...keys].join('.'))
    .join('~');

function ofBrowser(): string {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${COLUMNS_COOKIE}=`));
  return found?.slice(COLUMNS_COOKIE.length + 1) ?? '';
}

/**
 * The columns of a list that the operator has switched on or off, against what is shown unless chosen. Kept in a cookie,
 * so that the server renders the table as it will stay.
 */
export function useColumnChoice(list: string): [ReadonlySet<string>, (key: string) => void] {
  const { columnsCookie } = useConsole();
  const [switched, setSwitched] = useState<ReadonlySet<string>>(
    () => new Set(readChoice(typeof document === 'undefined' ? columnsCookie : ofBrowser())[list]),
  );
  const toggle = (key: string) => {
    const after = new Set(switched);
    if (!after.delete(key)) after.add(key);
    setSwitched(after);
    const text = writeChoice({ ...readChoice(ofBrowser()), [list]: [...after] });
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is not in every browser
    document.cookie = `${COLUMNS_COOKIE}=${text}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  return [switched, toggle];
}

'use client';

import type { OperationId } from '@strowger/contracts';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { ConsoleOperator, Rights } from './server/console.ts';
import { TIME_ZONE_COOKIE } from './time-zone-cookie.ts';

type ConsoleValue = {
  operator: ConsoleOperator;
  rights: Rights;
  /** Base of the public API, as the world sees it. */
  apiUrl: string;
  timeZone: string;
  /** Which columns of which list were switched, as the request told it. */
  columnsCookie: string;
};

const Context = createContext<ConsoleValue | null>(null);

const YEAR_SECONDS = 365 * 24 * 60 * 60;

type ProviderProps = Omit<ConsoleValue, 'timeZone'> & { serverTimeZone: string; children: ReactNode };

/** Who is signed in, what the role may do, and the operator's time zone: all that every page asks for. */
export function ConsoleProvider(props: ProviderProps) {
  const { operator, rights, apiUrl, serverTimeZone, columnsCookie, children } = props;
  const [timeZone, setTimeZone] = useState(serverTimeZone);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === serverTimeZone) return;
    // The next page is rendered with it on the server, so that times do not change before the reader's eyes.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is not in every browser
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(own)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    setTimeZone(own);
  }, [serverTimeZone]);
  const value = useMemo(
    () => ({ operator, rights, apiUrl, timeZone, columnsCookie }),
    [operator, rights, apiUrl, timeZone, columnsCookie],
  );
  return <Context value={value}>{children}</Context>;
}

export function useConsole(): ConsoleValue {
  const value = use(Context);
  if (!value) throw new Error('used outside of the console');
  return value;
}

/** Whether the operator's role may call an operation. The server decides again, always. */
export const useMay = (operation: OperationId): boolean => useConsole().rights[operation];

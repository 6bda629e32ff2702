'use client';

import type { OperationId } from '@strowger/contracts';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { ConsoleOperator, Rights } from './server/console.ts';
import { CLOCK_COOKIE, type Clock, TIME_ZONE_COOKIE } from './time-zone-cookie.ts';

type ConsoleValue = {
  operator: ConsoleOperator;
  rights: Rights;
  /** Base of the public API, as the world sees it. */
  apiUrl: string;
  /** Whether mails of limits go out. */
  sendsMail: boolean;
  /** In which times are shown: the operator's own, or UTC. */
  timeZone: string;
  ownTimeZone: string;
  clock: Clock;
  setClock: (clock: Clock) => void;
  /** Whose console it is, where it is not ours. */
  brand: { name: string | undefined; logoPath: string | undefined };
  /** Which columns of which list were switched, as the request told it. */
  columnsCookie: string;
};

const Context = createContext<ConsoleValue | null>(null);

const YEAR_SECONDS = 365 * 24 * 60 * 60;

type ProviderProps = Omit<ConsoleValue, 'timeZone' | 'ownTimeZone' | 'clock' | 'setClock'> & {
  serverTimeZone: string;
  serverClock: Clock;
  children: ReactNode;
};

/** The next page is rendered with it on the server, so that times do not change before the reader's eyes. */
function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is not in every browser
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Who is signed in, what the role may do, and the time zone that times are shown in: all that every page asks for. */
export function ConsoleProvider(props: ProviderProps) {
  const { operator, rights, apiUrl, sendsMail, serverTimeZone, serverClock } = props;
  const { columnsCookie, brand, children } = props;
  const [ownTimeZone, setOwn] = useState(serverTimeZone);
  const [clock, setClock] = useState(serverClock);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === serverTimeZone) return;
    keep(TIME_ZONE_COOKIE, own);
    setOwn(own);
  }, [serverTimeZone]);
  const value = useMemo(
    () => ({
      operator,
      rights,
      apiUrl,
      sendsMail,
      columnsCookie,
      brand,
      ownTimeZone,
      timeZone: clock === 'utc' ? 'UTC' : ownTimeZone,
      clock,
      setClock: (next: Clock) => {
        keep(CLOCK_COOKIE, next);
        setClock(next);
      },
    }),
    [operator, rights, apiUrl, sendsMail, columnsCookie, brand, ownTimeZone, clock],
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

'use client';

import { useConsole } from '@/lib/console-context.tsx';
import { formatDate, formatTime, formatTimeSeconds } from '@/lib/format.ts';
import { t } from '@/messages.ts';

const formats = { date: formatDate, time: formatTime, seconds: formatTimeSeconds };

type TimeProps = { at: string | null; as?: keyof typeof formats };

/** A time in the operator's time zone; the exact one is in the tooltip. */
export function Time({ at, as = 'time' }: TimeProps) {
  const { timeZone } = useConsole();
  if (at === null) return <>{t.common.none}</>;
  return (
    <time
      dateTime={at}
      title={`${formatTimeSeconds(at, timeZone)} ${timeZone}`}
      className="whitespace-nowrap"
    >
      {formats[as](at, timeZone)}
    </time>
  );
}

'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { cx } from '@/lib/cx.ts';
import { readAddress, roomAddress, roomLabel, rooms } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';

/** The rooms of the customer in focus. */
export function RoomTabs({ customer }: { customer: Pick<Customer, 'id' | 'kind'> }) {
  const { room: current } = readAddress(usePathname());
  const shown = rooms.filter((room) => room !== 'customers' || customer.kind !== 'end');
  const bar = useRef<HTMLElement>(null);
  // On a phone the bar is longer than the screen is wide.
  useEffect(() => {
    const tab = bar.current?.querySelector(`[data-room="${current}"]`);
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav
      ref={bar}
      aria-label={t.frame.rooms}
      className="overflow-x-auto border-b px-2 [scrollbar-width:none] sm:px-4"
    >
      <ul className="flex">
        {shown.map((room) => (
          <li key={room}>
            <Link
              href={roomAddress(customer.id, room)}
              data-room={room}
              aria-current={room === current ? 'page' : undefined}
              className={cx(
                'relative flex h-10 items-center whitespace-nowrap px-2 text-sm -outline-offset-2! after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 coarse:h-11',
                room === current
                  ? 'font-medium text-ink after:bg-ink'
                  : 'text-muted after:bg-transparent hover:text-ink',
              )}
            >
              {roomLabel(room)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

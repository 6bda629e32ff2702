'use client';

import { ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type FocusEvent, useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { cx } from '@/lib/cx.ts';
import { type Room, readAddress, roomAddress, roomGroups, roomLabel } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';

/**
 * The rooms of the customer in focus: a column beside the room where the window is wide enough for it, else a bar that
 * tells the room and opens to all of them.
 */
export function RoomNav({ customer }: { customer: Pick<Customer, 'id' | 'kind'> }) {
  const { room: current } = readAddress(usePathname());
  const { rights } = useConsole();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    <nav
      aria-label={t.frame.rooms}
      onBlur={onBlur}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      className="relative z-20 border-b bg-canvas xl:sticky xl:top-12 xl:h-[calc(100dvh-3rem)] xl:w-44 xl:shrink-0 xl:overflow-y-auto xl:border-b-0 xl:py-4 xl:pl-3"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={t.frame.openRooms(roomLabel(current))}
        onClick={() => setOpen(!isOpen)}
        className="flex h-10 w-full items-center gap-1.5 px-4 font-medium -outline-offset-2! sm:px-6 xl:hidden coarse:h-11"
      >
        {roomLabel(current)}
        <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
      </button>
      <div
        className={cx(
          'max-xl:absolute max-xl:inset-x-0 max-xl:top-full max-xl:max-h-[70dvh] max-xl:animate-fade-in max-xl:overflow-y-auto max-xl:border-y max-xl:bg-raised max-xl:px-2 max-xl:py-3 max-xl:shadow-raised sm:max-xl:px-4',
          'grid gap-x-4 gap-y-4 max-xl:grid-cols-2 md:max-xl:grid-cols-4',
          !isOpen && 'max-xl:hidden',
        )}
      >
        {roomGroups(customer.kind, rights).map(({ label, rooms }) => (
          <div key={label} className="min-w-0">
            <p aria-hidden className="px-2 pb-1 text-muted text-xs">
              {label}
            </p>
            <ul aria-label={label}>
              {rooms.map((room) => (
                <li key={room}>
                  <RoomLink
                    href={roomAddress(customer.id, room)}
                    room={room}
                    isCurrent={room === current}
                    onClick={close}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

type RoomLinkProps = { href: string; room: Room; isCurrent: boolean; onClick: () => void };

/** Fetched ahead only as the pointer comes near: all rooms at once would be twenty requests a page. */
function RoomLink({ href, room, isCurrent, onClick }: RoomLinkProps) {
  const [isNear, setNear] = useState(false);
  return (
    <Link
      href={href}
      prefetch={isNear}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      onClick={onClick}
      data-room={room}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        'flex h-7 items-center truncate rounded-md px-2 text-sm -outline-offset-2! coarse:h-11',
        isCurrent ? 'bg-hover font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {roomLabel(room)}
    </Link>
  );
}

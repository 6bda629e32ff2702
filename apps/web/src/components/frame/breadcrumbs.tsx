import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { cx } from '@/lib/cx.ts';
import { type Room, sameRoomAddress } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { Skeleton } from '../ui/skeleton.tsx';

type BreadcrumbsProps = { path: Customer[] | undefined; room: Room };

/** From the top of the operator's scope to the customer in focus. A phone shows the last two levels. */
export function Breadcrumbs({ path, room }: BreadcrumbsProps) {
  return (
    <nav aria-label={t.frame.breadcrumbs} className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-0.5">
        {path?.map((customer, level) => {
          const isLast = level === path.length - 1;
          return (
            <li
              key={customer.id}
              className={cx(
                'items-center gap-0.5',
                isLast ? 'min-w-0 shrink' : 'min-w-6 shrink-[2]',
                level < path.length - 2 ? 'hidden sm:flex' : 'flex',
              )}
            >
              {level > 0 && (
                <ChevronRight
                  aria-hidden
                  className={cx('size-3.5 shrink-0 text-faint', level === path.length - 2 && 'max-sm:hidden')}
                />
              )}
              <Link
                href={sameRoomAddress(customer, room)}
                prefetch={false}
                aria-current={isLast ? 'page' : undefined}
                className={cx(
                  'truncate rounded-sm px-1 py-0.5 hover:bg-hover',
                  isLast ? 'font-medium' : 'text-muted hover:text-ink',
                )}
              >
                {customer.name}
              </Link>
            </li>
          );
        })}
        {path === undefined && (
          <li>
            <Skeleton className="ml-1 h-3.5 w-32" />
          </li>
        )}
      </ol>
    </nav>
  );
}

import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

type RowLinkProps = { href: string; children: ReactNode; second?: ReactNode; mono?: boolean };

/** The link that names a row. The whole row is its target; `second` is a line below it where columns are hidden. */
export function RowLink({ href, children, second, mono = false }: RowLinkProps) {
  return (
    <span className="flex min-w-0 flex-col justify-center py-1">
      <Link
        href={href}
        prefetch={false}
        className={cx(
          'truncate rounded-sm font-medium -outline-offset-1! after:absolute after:inset-0',
          mono && 'font-mono text-xs',
        )}
      >
        {children}
      </Link>
      {second !== undefined && <span className="truncate text-muted text-xs sm:hidden">{second}</span>}
    </span>
  );
}

import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';
import { rt } from '@/reference/texts.ts';

type AnchoredProps = { id: string; className: string; children: ReactNode };

/** A heading with an address of its own; the link to it is seen when one points at it. */
export function AnchoredHeading({ id, className, children }: AnchoredProps) {
  return (
    <div className="group/heading flex items-baseline gap-2">
      <h2 id={id} className={cx('scroll-mt-16', className)}>
        {children}
      </h2>
      <a
        href={`#${id}`}
        aria-label={rt.linkTo(id)}
        className="text-muted opacity-0 focus-visible:opacity-100 group-hover/heading:opacity-100 coarse:opacity-100"
      >
        #
      </a>
    </div>
  );
}

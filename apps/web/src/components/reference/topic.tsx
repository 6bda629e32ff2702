import type { ReactNode } from 'react';
import { AnchoredHeading } from './anchored-heading.tsx';

/** A part of the introduction, with an example beside it where there is room. */
export function Topic({
  id,
  title,
  example,
  children,
}: {
  id: string;
  title: string;
  example?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-t py-6 xl:grid-cols-[minmax(0,1fr)_28rem]"
    >
      <div className="min-w-0">
        <AnchoredHeading id={id} className="font-semibold text-lg">
          {title}
        </AnchoredHeading>
        <div className="mt-2 max-w-prose space-y-2">{children}</div>
      </div>
      {example !== undefined && <div className="min-w-0">{example}</div>}
    </section>
  );
}

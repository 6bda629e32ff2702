import { type ReactNode, useId } from 'react';

type SectionProps = { title: string; text: ReactNode; acts?: ReactNode; children?: ReactNode };

/** One thing of the account: what it is, and what can be done with it. */
export function Section({ title, text, acts, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4 rounded-lg border p-4">
      <div className="flex min-h-8 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          <p className="text-muted">{text}</p>
        </div>
        {acts !== undefined && <div className="flex flex-wrap gap-2">{acts}</div>}
      </div>
      {children}
    </section>
  );
}

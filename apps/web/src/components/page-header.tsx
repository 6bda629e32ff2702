import type { ReactNode } from 'react';

type PageHeaderProps = { title: ReactNode; lead?: ReactNode; children?: ReactNode };

/** The page's one h1, what it is about, and its acts at the right. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-xl tracking-tight">{title}</h1>
        {lead !== undefined && <div className="wrap-anywhere text-muted">{lead}</div>}
      </div>
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}

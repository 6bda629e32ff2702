import type { ReactNode } from 'react';
import { t } from '@/messages.ts';
import { Logo } from '../logo.tsx';
import { StoredLogo } from '../stored-logo.tsx';

type EntryPageProps = {
  title?: string;
  lead: string;
  /** Whose page it is, where it is not ours. */
  brand?: { name: string | undefined; logoPath: string | undefined } | undefined;
  children: ReactNode;
};

/** A page for who is not signed in yet: what it is for, and one form. */
export function EntryPage({ title, lead, brand, children }: EntryPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-sunken px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-3 text-center">
          {brand?.logoPath === undefined ? (
            <Logo className="size-9" />
          ) : (
            <StoredLogo path={brand.logoPath} className="max-h-16 max-w-56" />
          )}
          <div>
            <h1 className="font-semibold text-xl tracking-tight">{title ?? brand?.name ?? t.product}</h1>
            <p className="text-muted">{lead}</p>
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}

/** The card that the form of such a page is. */
export const entryCard = 'grid gap-4 rounded-lg border bg-raised p-6 shadow-raised';

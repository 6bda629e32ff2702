'use client';

import { Menu } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { onDemand } from '@/lib/on-demand.ts';
import { readAddress } from '@/lib/rooms.ts';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { BrandMark } from '../brand-mark.tsx';
import { IconButton } from '../ui/button.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { CustomerTree } from './customer-tree.tsx';
import { OperatorMenu } from './operator-menu.tsx';
import { QuickAccess } from './quick-access.tsx';
import { TreeSearch } from './tree-search.tsx';
import { TreeStateProvider } from './tree-state.tsx';

const Dialog = onDemand(() => import('../ui/dialog.tsx').then((module) => module.Dialog));
const MoveCustomer = onDemand(() =>
  import('../customers/move-customer.tsx').then((module) => module.MoveCustomer),
);

const noPath: readonly Customer[] = [];

/** What stands around every room: the tree at the left (a drawer where there is no room for it) and the top bar. */
export function Frame({ children }: { children: ReactNode }) {
  const { operator, brand } = useConsole();
  // The account's page has no customer in its address: its operator's own stands above it.
  const { customerId = operator.customerId, room } = readAddress(usePathname());
  const path = useCustomerPath(customerId);
  const [isPaneOpen, setPaneOpen] = useState(false);
  const [search, setSearch] = useState('');
  const close = useCallback(() => setPaneOpen(false), []);
  const [moving, setMoving] = useState<{ customer: Customer; onto: Customer | undefined }>();
  const move = useCallback((customer: Customer, onto?: Customer) => setMoving({ customer, onto }), []);

  // A drawer that is left open by a wider window would cover the page when it becomes narrow again.
  useEffect(() => {
    const wide = window.matchMedia('(min-width: 64rem)');
    wide.addEventListener('change', close);
    return () => wide.removeEventListener('change', close);
  }, [close]);

  const pane = (
    <TreeStateProvider
      topId={operator.customerId}
      path={path ?? noPath}
      room={room}
      onNavigate={close}
      move={move}
    >
      <div className="flex h-12 shrink-0 items-center px-4">
        <Link
          href="/"
          prefetch={false}
          className="flex min-w-0 items-center gap-2 rounded-sm font-semibold text-base"
        >
          <BrandMark {...brand} />
        </Link>
      </div>
      <TreeSearch text={search} onText={setSearch} />
      <div hidden={search.trim() !== ''} className="min-h-0 flex-1 overflow-y-auto">
        <Suspense>
          <CustomerTree />
        </Suspense>
      </div>
    </TreeStateProvider>
  );

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-raised focus-visible:px-3 focus-visible:py-2 focus-visible:shadow-raised"
      >
        {t.common.skipToContent}
      </a>
      <nav
        aria-label={t.frame.tree}
        className="sticky top-0 hidden h-dvh flex-col overflow-hidden border-r bg-sunken lg:flex"
      >
        {pane}
      </nav>
      {isPaneOpen && (
        <Suspense>
          <Dialog open onOpenChange={setPaneOpen} title={t.frame.tree} placement="pane" hideTitle>
            <nav aria-label={t.frame.tree} className="flex min-h-0 flex-1 flex-col overflow-y-auto">
              {pane}
            </nav>
          </Dialog>
        </Suspense>
      )}
      <Suspense>{moving && <MoveCustomer {...moving} onClose={() => setMoving(undefined)} />}</Suspense>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b bg-canvas px-4 sm:px-6">
          <IconButton label={t.frame.openTree} onClick={() => setPaneOpen(true)} className="-ml-2 lg:hidden">
            <Menu aria-hidden className="size-4" />
          </IconButton>
          <Breadcrumbs path={path} room={room} />
          <QuickAccess customer={path?.at(-1)} room={room} />
          <OperatorMenu />
        </header>
        {children}
      </div>
    </div>
  );
}

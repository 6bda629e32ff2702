'use client';

import { Menu as MenuIcon, Moon, Sun, X } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { t } from '@/messages.ts';
import { rt } from '@/reference/texts.ts';
import { Logo } from '../logo.tsx';
import { IconButton } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { type NavGroup, ReferenceNav } from './reference-nav.tsx';

const ThemeChoice = onDemand(() => import('../theme-choice.tsx').then((module) => module.ThemeChoice));

const skip =
  'sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-raised focus-visible:px-3 focus-visible:py-2 focus-visible:shadow-raised';
const barLink = 'rounded-sm text-muted hover:text-ink coarse:py-3';

/** What stands around every page of the reference: the contents at the left, and a bar with what lies beside it. */
export function ReferenceFrame({ groups, children }: { groups: readonly NavGroup[]; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
      <a href="#content" className={skip}>
        {t.common.skipToContent}
      </a>
      <nav
        id="contents"
        aria-label={rt.contents}
        className={cx(
          'fixed inset-x-0 top-12 bottom-0 z-30 flex-col overflow-hidden bg-sunken lg:sticky lg:top-0 lg:flex lg:h-dvh lg:border-r',
          isOpen ? 'flex' : 'hidden',
        )}
      >
        <div className="hidden h-12 shrink-0 items-center px-4 lg:flex">
          <Link href="/docs/api" className="flex items-center gap-2 rounded-sm font-semibold text-base">
            <Logo className="size-5" />
            {t.product}
          </Link>
        </div>
        <ReferenceNav groups={groups} onNavigate={close} />
      </nav>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-12 items-center gap-4 border-b bg-canvas px-4 sm:px-6">
          <IconButton
            label={isOpen ? rt.closeContents : rt.openContents}
            aria-expanded={isOpen}
            aria-controls="contents"
            onClick={() => setOpen(!isOpen)}
            className="-mx-2 lg:hidden"
          >
            {isOpen ? <X aria-hidden className="size-4" /> : <MenuIcon aria-hidden className="size-4" />}
          </IconButton>
          <Link href="/docs/api" className="min-w-0 flex-1 truncate rounded-sm font-medium coarse:py-3">
            {rt.title}
          </Link>
          <a href="/v1/openapi.json" className={cx(barLink, 'max-sm:hidden')}>
            {rt.document}
          </a>
          <a href="/" className={barLink}>
            {rt.console}
          </a>
          <MenuButton
            label={rt.chooseTheme}
            onNear={ThemeChoice.preload}
            triggerClass="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink coarse:size-11"
            trigger={
              <>
                <Sun aria-hidden className="size-4 dark:hidden" />
                <Moon aria-hidden className="hidden size-4 dark:block" />
              </>
            }
          >
            <ThemeChoice />
          </MenuButton>
        </header>
        <main id="content" tabIndex={-1} className="w-full max-w-6xl px-4 py-6 focus:outline-none sm:px-6">
          {children}
        </main>
      </div>
    </div>
  );
}

'use client';

import { Search } from 'lucide-react';
import { Suspense, useState } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import type { Room } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { useKeyboard } from './use-keyboard.ts';

const Palette = onDemand(() => import('../palette/palette.tsx').then((module) => module.Palette));
const ShortcutHelp = onDemand(() =>
  import('../palette/shortcut-help.tsx').then((module) => module.ShortcutHelp),
);

type QuickAccessProps = { customer: Customer | undefined; room: Room };

/** What leads anywhere by a few keys: the palette, the shortcuts and their help. Their code comes when they are asked for. */
export function QuickAccess({ customer, room }: QuickAccessProps) {
  const [shown, show] = useState<'palette' | 'help'>();
  useKeyboard(customer, show, Palette.preload);
  const close = () => show(undefined);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => show('palette')}
        onPointerEnter={Palette.preload}
        onFocus={Palette.preload}
        className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-control px-2 text-muted hover:bg-hover hover:text-ink max-sm:border-0 coarse:h-11 coarse:min-w-11 coarse:justify-center"
      >
        <Search aria-hidden className="size-3.5 max-sm:size-4" />
        <span className="max-md:sr-only">{t.frame.openPalette}</span>
        <kbd aria-hidden className="ml-4 font-sans text-faint text-xs max-md:hidden">
          Ctrl K
        </kbd>
      </button>
      <Suspense>
        {shown === 'palette' && (
          <Palette customer={customer} room={room} onClose={close} onHelp={() => show('help')} />
        )}
        {shown === 'help' && <ShortcutHelp onClose={close} />}
      </Suspense>
    </>
  );
}

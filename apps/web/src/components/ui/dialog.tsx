'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { cx } from '@/lib/cx.ts';
import { t } from '@/messages.ts';
import { IconButton } from './button.tsx';

type Placement = 'center' | 'wide' | 'top' | 'drawer' | 'pane';

const placements: Record<Placement, string> = {
  center:
    'top-1/2 left-1/2 w-[calc(100vw-2rem)] max-w-md max-h-[calc(100dvh-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-lg animate-dialog-in',
  wide: 'top-1/2 left-1/2 w-[calc(100vw-2rem)] max-w-2xl max-h-[calc(100dvh-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-lg animate-dialog-in',
  top: 'top-[12dvh] left-1/2 w-[calc(100vw-2rem)] max-w-xl max-h-[min(30rem,calc(100dvh-4rem))] -translate-x-1/2 rounded-lg animate-dialog-in max-sm:top-4',
  drawer: 'inset-y-0 right-0 w-full max-w-xl sm:border-l animate-drawer-in',
  pane: 'inset-y-0 left-0 w-[min(20rem,calc(100vw-3rem))] border-r animate-pane-in',
};

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  placement?: Placement;
  /** A dialog that holds what is shown once does not close by a click beside it. */
  sticky?: boolean;
  hideTitle?: boolean;
  children: ReactNode;
};

/** A form begins at its first field, not at the button that closes it; the tree begins where one is; a question at what keeps all as it is. */
function focusFirstField(event: Event): void {
  const content = event.target as HTMLElement;
  const field =
    content.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ??
    content.querySelector<HTMLElement>('input, select, textarea') ??
    content.querySelector<HTMLElement>('[data-first-focus]');
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** Escape closes an open list first. */
const isInOpenList = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.matches('[role="combobox"][aria-expanded="true"]');

/** A dialog, or a drawer at the right, or the side pane on a phone. Focus stays in it and goes back afterwards. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  placement = 'center',
  sticky = false,
  hideTitle = false,
  children,
}: DialogProps) {
  const opener = useRef<Element>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
        <Primitive.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            focusFirstField(event);
          }}
          // Without a trigger of its own the library gives the focus to nobody.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          onEscapeKeyDown={(event) => isInOpenList(event) && event.preventDefault()}
          onInteractOutside={(event) => sticky && event.preventDefault()}
          className={cx(
            'fixed z-50 flex flex-col overflow-hidden border-line bg-raised text-ink shadow-dialog focus:outline-none',
            placements[placement],
          )}
        >
          <div
            className={cx(
              'flex shrink-0 justify-between gap-4 border-line',
              (placement === 'drawer' || placement === 'pane') && !hideTitle && 'border-b',
              hideTitle ? 'absolute top-0 right-0 z-10 h-12 items-center px-4' : 'items-start px-5 pt-4 pb-3',
            )}
          >
            <div className={cx('min-w-0', hideTitle && 'sr-only')}>
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              {description !== undefined && (
                <Primitive.Description className="text-muted">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton label={t.common.close} className="-mr-2">
                <X aria-hidden className="size-4" />
              </IconButton>
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The part of a dialog that scrolls. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>;
}

/** The acts of a dialog, which stay in view. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="flex shrink-0 justify-end gap-2 border-line border-t px-5 py-3">{children}</div>;
}

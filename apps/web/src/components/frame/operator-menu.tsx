'use client';

import { useConsole } from '@/lib/console-context.tsx';
import { onDemand } from '@/lib/on-demand.ts';
import { t } from '@/messages.ts';
import { MenuButton } from '../ui/menu-button.tsx';

const OperatorItems = onDemand(() => import('./operator-items.tsx').then((module) => module.OperatorItems));

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join('')
    .toUpperCase();

/** Who is signed in, and what is theirs: the theme, and the way out. */
export function OperatorMenu() {
  const { operator } = useConsole();
  return (
    <MenuButton
      label={t.frame.operatorMenu(operator.name)}
      onNear={OperatorItems.preload}
      triggerClass="grid size-8 shrink-0 place-items-center rounded-full coarse:size-11"
      trigger={
        <span
          aria-hidden
          data-initials={initials(operator.name)}
          className="grid size-7 place-items-center rounded-full border border-line bg-hover font-medium text-[0.6875rem] before:content-[attr(data-initials)]"
        />
      }
    >
      <OperatorItems />
    </MenuButton>
  );
}

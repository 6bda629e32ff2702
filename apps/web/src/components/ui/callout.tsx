import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

type CalloutTone = 'info' | 'good' | 'warn' | 'bad';

const looks: Record<CalloutTone, string> = {
  info: 'border-line bg-sunken text-muted',
  good: 'border-good/30 bg-good-soft text-good',
  warn: 'border-warn/30 bg-warn-soft text-warn',
  bad: 'border-bad/30 bg-bad-soft text-bad',
};

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

type CalloutProps = {
  tone?: CalloutTone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out when it appears. */
  live?: boolean;
};

/** Something to know before going on. */
export function Callout({ tone = 'info', title, children, action, live = false }: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div
      role={live ? 'alert' : undefined}
      className={cx('flex items-start gap-2.5 rounded-md border px-3 py-2.5', looks[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className={cx(title !== undefined && 'text-ink')}>{children}</div>}
      </div>
      {action}
    </div>
  );
}

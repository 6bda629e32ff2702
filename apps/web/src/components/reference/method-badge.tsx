import { cx } from '@/lib/cx.ts';

const looks: Record<string, string> = {
  GET: 'text-accent',
  POST: 'text-good',
  PATCH: 'text-warn',
  DELETE: 'text-bad',
};

/** An HTTP method, in the colour of what it does. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span className={cx('shrink-0 font-medium font-mono text-[0.6875rem]', looks[method], className)}>
      {method}
    </span>
  );
}

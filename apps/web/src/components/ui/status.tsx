import { cx } from '@/lib/cx.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'neutral';

const text: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  accent: 'text-accent',
  neutral: 'text-muted',
};

const ground: Record<Tone, string> = {
  good: 'bg-good-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  accent: 'bg-selected',
  neutral: 'bg-hover',
};

/** A status in a table: a dot and a word. */
export function Status({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className={cx('size-1.5 rounded-full bg-current', text[tone])} />
      {children}
    </span>
  );
}

/** A status that stands alone, on a ground of its colour. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: React.ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs',
        text[tone],
        ground[tone],
      )}
    >
      {children}
    </span>
  );
}

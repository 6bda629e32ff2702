'use client';

import { useEffect, useRef } from 'react';
import { cx } from '@/lib/cx.ts';

type ProgressProps = {
  label: string;
  /** How much is done, 0 to `max`; undefined while nobody knows. */
  value: number | undefined;
  max: number;
  tone?: 'accent' | 'good' | 'warn' | 'bad' | 'neutral';
  text: string;
  /** All of it is there, and worked on for who knows how long. */
  isBusy?: boolean;
};

const tones = { accent: 'bg-accent', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad', neutral: 'bg-control' };

export function Progress({ label, value, max, tone = 'accent', text, isBusy = false }: ProgressProps) {
  const bar = useRef<HTMLSpanElement>(null);
  const share = value === undefined || max === 0 ? 0 : Math.min(1, value / max);
  // Set by script: the content security policy allows no style attributes in the HTML.
  useEffect(() => {
    bar.current?.style.setProperty('width', `${share * 100}%`);
  }, [share]);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="h-1.5 w-full overflow-hidden rounded-full bg-line"
    >
      <span
        ref={bar}
        className={cx(
          'block h-full w-0 rounded-full transition-[width] duration-300 ease-linear',
          tones[tone],
          (value === undefined || isBusy) && 'animate-pulse',
        )}
      />
    </div>
  );
}

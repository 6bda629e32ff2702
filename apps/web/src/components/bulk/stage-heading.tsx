'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a step. It takes the focus as the step before it goes, so that nobody is left nowhere. */
export function StageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="rounded-sm font-semibold text-lg">
      {children}
    </h2>
  );
}

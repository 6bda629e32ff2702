'use client';

import { lazy, Suspense, useState } from 'react';
import type { TryIt as Spec } from '@/reference/operation-doc.ts';
import { rt } from '@/reference/texts.ts';

const TryItForm = lazy(() => import('./try-it-form.tsx').then((module) => ({ default: module.TryItForm })));

/** A form that calls the operation on this installation; its code comes when it is opened. */
export function TryIt({ spec, summary }: { spec: Spec; summary: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="rounded-md border border-line"
      onToggle={(event) => event.currentTarget.open && setOpen(true)}
    >
      <summary
        aria-label={`${rt.tryIt}: ${spec.id}`}
        className="cursor-pointer select-none rounded-md px-3 py-2 font-medium hover:bg-hover coarse:py-3"
      >
        {rt.tryIt}
      </summary>
      {isOpen && (
        <Suspense fallback={<p className="px-3 pb-3 text-muted">…</p>}>
          <TryItForm spec={spec} summary={summary} />
        </Suspense>
      )}
    </details>
  );
}

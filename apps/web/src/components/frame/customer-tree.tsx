'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';
import { t } from '@/messages.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { onTreeKey } from './tree-keys.ts';
import { TreeNode } from './tree-node.tsx';
import { useTreeState } from './tree-state.tsx';

/** The accounting tree from the operator's own customer down, as a WAI-ARIA navigation tree. */
export function CustomerTree() {
  const trpc = useTRPC();
  const { operator } = useConsole();
  const { setExpanded, setActiveId, focusId } = useTreeState();
  const { data: top } = useQuery(trpc.getCustomer.queryOptions({ customerId: operator.customerId }));
  const tree = useRef<HTMLDivElement>(null);

  useEffect(() => {
    tree.current?.querySelector(`[data-customer="${focusId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [focusId]);

  // The Tab key must lead into the tree also where the active node has gone, with the branch that it was in.
  useEffect(() => {
    if (tree.current && !tree.current.querySelector('[tabindex="0"]')) setActiveId(operator.customerId);
  });

  if (!top) {
    return (
      <div className="grid gap-3 px-2 py-2">
        <Skeleton className="h-3 w-40" />
        <Skeleton className="ml-6 h-3 w-32" />
        <Skeleton className="ml-6 h-3 w-36" />
      </div>
    );
  }
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t.frame.tree}
      onKeyDown={(event) => onTreeKey(event, setExpanded)}
      className="px-2 pb-4"
    >
      <TreeNode customer={top} level={1} />
    </div>
  );
}

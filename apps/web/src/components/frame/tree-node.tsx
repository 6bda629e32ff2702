'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Building2, ChevronRight, CirclePause, CircleSlash, Network, User } from 'lucide-react';
import Link from 'next/link';
import { type MouseEvent, useEffect } from 'react';
import { cx } from '@/lib/cx.ts';
import { sameRoomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { customerWords } from '@/messages/customer-words.ts';
import { t } from '@/messages.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { treeChildren } from './tree-query.ts';
import { useTreeState } from './tree-state.tsx';
import { useTreeDrag } from './use-tree-drag.ts';

const kindIcons = { platform: Network, reseller: Building2, end: User };
const indents = [
  'pl-1',
  'pl-4',
  'pl-7',
  'pl-10',
  'pl-13',
  'pl-16',
  'pl-19',
  'pl-22',
  'pl-25',
  'pl-28',
  'pl-31',
  'pl-34',
];
export const indentOf = (level: number): string => indents[level - 1] ?? 'pl-37';

type NodeProps = { customer: Customer; level: number };

/** One customer of the tree and, where it is open, those below it. */
export function TreeNode({ customer, level }: NodeProps) {
  const { expanded, setExpanded, activeId, setActiveId, focusId, room, onNavigate } = useTreeState();
  const drag = useTreeDrag(customer);
  const { id, kind, name, effectiveStatus } = customer;
  const isOpen = expanded.has(id);
  const mayOpen = kind !== 'end';
  const isFocus = id === focusId;
  const Icon = kindIcons[kind];
  const toggle = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setExpanded(id, !isOpen);
  };
  return (
    <div role="none">
      <Link
        href={sameRoomAddress(customer, room)}
        prefetch={false}
        role="treeitem"
        data-customer={id}
        data-name={name}
        aria-level={level}
        aria-expanded={mayOpen ? isOpen : undefined}
        aria-selected={isFocus}
        aria-current={isFocus ? 'page' : undefined}
        aria-owns={mayOpen && isOpen ? `tree-${id}` : undefined}
        tabIndex={id === activeId ? 0 : -1}
        onFocus={() => setActiveId(id)}
        onClick={onNavigate}
        {...drag.handlers}
        className={cx(
          'group flex h-7 items-center gap-1 rounded-md pr-2 text-sm -outline-offset-1! coarse:h-11',
          indentOf(level),
          isFocus ? 'bg-selected font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
          drag.isTarget && 'bg-selected text-ink outline-2 outline-accent',
        )}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard has the arrow keys */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <span
          onClick={mayOpen ? toggle : undefined}
          className="grid size-5 shrink-0 place-items-center rounded-sm hover:bg-line/60 coarse:size-9"
        >
          {mayOpen && (
            <ChevronRight
              aria-hidden
              className={cx('size-3.5 transition-transform', isOpen && 'rotate-90')}
            />
          )}
        </span>
        <Icon aria-hidden className="size-3.5 shrink-0 opacity-70" />
        <span className="ml-0.5 min-w-0 flex-1 truncate">{name}</span>
        {effectiveStatus === 'suspended' && (
          <CirclePause
            aria-label={customerWords.statuses.suspended}
            role="img"
            className="size-3.5 text-warn"
          />
        )}
        {effectiveStatus === 'terminated' && (
          <CircleSlash
            aria-label={customerWords.statuses.terminated}
            role="img"
            className="size-3.5 text-muted"
          />
        )}
      </Link>
      {mayOpen && isOpen && <TreeBranch customerId={id} level={level + 1} />}
    </div>
  );
}

/** The customers directly below one, page by page. A fieldset is what HTML calls a group. */
function TreeBranch({ customerId, level }: { customerId: string; level: number }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const branch = useInfiniteQuery(treeChildren(customerId, client.getCustomerCustomers.query));
  const { data, dataUpdatedAt, hasNextPage, isFetchingNextPage, fetchNextPage, isError, refetch } = branch;
  const { path } = useTreeState();
  const loaded = data?.pages.flatMap((page) => page.items);
  // Where the customer in focus stands on a later page, the way to it is shown all the same.
  const onTheWay = path.find((customer) => customer.parentId === customerId);
  const isFurther = loaded && onTheWay && !loaded.some((child) => child.id === onTheWay.id);
  const children = isFurther ? [...loaded, onTheWay] : loaded;

  // What the tree has seen, the breadcrumbs and pages need not ask for.
  useEffect(() => {
    for (const child of children ?? []) {
      const key = trpc.getCustomer.queryKey({ customerId: child.id });
      if (!queryClient.getQueryData(key)) queryClient.setQueryData(key, child, { updatedAt: dataUpdatedAt });
    }
  }, [children, dataUpdatedAt, trpc, queryClient]);

  return (
    <fieldset id={`tree-${customerId}`} className="min-w-0">
      {children?.map((child) => (
        <TreeNode key={child.id} customer={child} level={level} />
      ))}
      {children === undefined && !isError && (
        <div role="none" className={cx('flex h-7 items-center gap-2', indentOf(level))}>
          <Skeleton className="ml-6 h-3 w-28" />
        </div>
      )}
      {children?.length === 0 && (
        <div role="none" className={cx('flex h-7 items-center text-faint text-xs', indentOf(level))}>
          <span className="ml-6">{t.frame.treeEmpty}</span>
        </div>
      )}
      {(hasNextPage || isError) && (
        <div role="none" className={cx('flex h-7 items-center', indentOf(level))}>
          <button
            type="button"
            role="treeitem"
            aria-level={level}
            aria-selected={false}
            tabIndex={-1}
            disabled={isFetchingNextPage}
            onClick={() => (isError ? refetch() : fetchNextPage())}
            className="ml-6 rounded-sm text-accent text-xs hover:underline"
          >
            {isError ? `${t.frame.treeFailed}: ${t.common.retry}` : t.common.more}
          </button>
        </div>
      )}
    </fieldset>
  );
}

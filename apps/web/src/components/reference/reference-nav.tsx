'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { rt } from '@/reference/texts.ts';
import { Input } from '../ui/input.tsx';
import { MethodBadge } from './method-badge.tsx';

export type NavGroup = {
  tag: string;
  title: string;
  operations: { id: string; method: string; path: string; summary: string }[];
};

const pages = [
  { href: '/docs/api', title: rt.introduction },
  { href: '/docs/api/errors', title: rt.errors },
  { href: '/docs/api/webhooks', title: rt.webhooks },
];

const item =
  'flex min-h-7 items-baseline gap-2 rounded-md px-2 py-1 hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium coarse:min-h-11 coarse:items-center';

/** Whether every word that was typed occurs in what an operation is called by. */
function fits({ id, method, path, summary }: NavGroup['operations'][number], words: string[]): boolean {
  const text = `${id} ${method} ${path} ${summary}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The contents: the pages, and every operation by its tag; the groups of what is looked for stand open. */
export function ReferenceNav({
  groups,
  onNavigate,
}: {
  groups: readonly NavGroup[];
  onNavigate: () => void;
}) {
  const pathname = usePathname();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter((operation) => fits(operation, words)),
    }))
    .filter((group) => group.operations.length > 0);
  const count = found.reduce((sum, group) => sum + group.operations.length, 0);

  return (
    <>
      <div className="px-3 pt-3 pb-2 lg:pt-0">
        <Input
          type="search"
          aria-label={rt.find}
          placeholder={rt.find}
          value={search}
          maxLength={100}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p role="status" className={words.length === 0 ? 'sr-only' : 'px-2 pt-1.5 text-muted text-xs'}>
          {words.length > 0 && (count === 0 ? rt.nothingFound : rt.found(count))}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-6">
        {words.length === 0 && (
          <ul className="mb-2">
            {pages.map(({ href, title }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  aria-current={pathname === href ? 'page' : undefined}
                  onClick={onNavigate}
                  className={item}
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {found.map(({ tag, title, operations }) => {
          const address = `/docs/api/${tag}`;
          const isHere = pathname === address;
          return (
            <div key={tag}>
              <Link
                href={address}
                prefetch={false}
                aria-current={isHere ? 'page' : undefined}
                onClick={onNavigate}
                className={cx(item, 'font-medium')}
              >
                {title}
              </Link>
              {(isHere || words.length > 0) && (
                <ul className="mb-2 ml-2 border-l pl-1.5">
                  {operations.map(({ id, method, summary }) => (
                    <li key={id}>
                      <Link
                        href={`${address}#${id}`}
                        prefetch={false}
                        title={summary}
                        onClick={onNavigate}
                        className={cx(item, 'text-xs')}
                      >
                        <MethodBadge method={method} className="w-10" />
                        <span className="min-w-0 [overflow-wrap:anywhere]">{id}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}

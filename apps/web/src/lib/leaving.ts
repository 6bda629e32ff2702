'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';

/** Asks whether the page may be left, and goes once it may. */
type Ask = (go: () => void) => void;

let held: Ask | undefined;

const leadsOff = (address: string): boolean =>
  new URL(address, window.location.href).pathname !== window.location.pathname;

/** Goes to another page, as keys and menus do; not before a page that is held has asked. */
export function useGoTo(): (address: string) => void {
  const router = useRouter();
  return useCallback(
    (address: string) => {
      const go = () => router.push(address);
      if (held && leadsOff(address)) held(go);
      else go();
    },
    [router],
  );
}

/** The address of this site that a click on a link leads to, in this tab and off this page. */
function linkOf(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return undefined;
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const isOurs = link.origin === window.location.origin;
  return isOurs && leadsOff(link.href) ? link.href : undefined;
}

/**
 * Has everything that leads off the page ask first: links, keys and menus, the browser's back and forward, and the end of the
 * tab, where the browser asks in its own words.
 * @returns lets it go again
 */
export function holdPage(ask: Ask, push: (address: string) => void): () => void {
  let isLeaving = false;
  const stop = new AbortController();
  const { signal } = stop;
  const hold: Ask = (go) =>
    ask(() => {
      isLeaving = true;
      go();
    });
  held = hold;
  // Before any handler of the page's own.
  const onClick = (event: MouseEvent) => {
    const address = linkOf(event);
    if (address === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    hold(() => push(address));
  };
  window.addEventListener('click', onClick, { capture: true, signal });
  const onUnload = (event: Event) => !isLeaving && event.preventDefault();
  window.addEventListener('beforeunload', onUnload, { signal });
  const onTraverse = (event: NavigateEvent) => {
    const { navigationType, cancelable, destination } = event;
    if (isLeaving || navigationType !== 'traverse' || !cancelable || !leadsOff(destination.url)) return;
    event.preventDefault();
    hold(() => window.navigation.traverseTo(destination.key));
  };
  window.navigation?.addEventListener('navigate', onTraverse, { signal });
  return () => {
    stop.abort();
    if (held === hold) held = undefined;
  };
}

'use client';

import { useEffect, useState } from 'react';

/**
 * What stands behind the # of the address, once: it is taken out of the address at once, so that it stays in no history and is
 * not sent along with anything. @returns undefined until the page is in a browser, then the text, which may be empty
 */
export function useFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    const text = window.location.hash.slice(1);
    // React runs an effect twice in development: what was taken before stays.
    setFragment((taken) => taken || text);
    if (text !== '') window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return fragment;
}

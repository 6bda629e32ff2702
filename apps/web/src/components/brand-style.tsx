'use client';

import { brandSheet } from '@/lib/brand-colour.ts';

type BrandStyleProps = { colour: string | undefined; nonce: string };

/**
 * A brand's colour for the page, by a style sheet that the page's policy lets pass: with the nonce of the document, which a
 * layout that comes later, or again, is not told.
 */
export function BrandStyle({ colour, nonce }: BrandStyleProps) {
  if (colour === undefined) return null;
  const own =
    typeof document === 'undefined'
      ? nonce
      : document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || nonce;
  // The browser hides a nonce that it has read, so that what it shows differs from what was sent.
  return (
    <style nonce={own} suppressHydrationWarning>
      {brandSheet(colour)}
    </style>
  );
}

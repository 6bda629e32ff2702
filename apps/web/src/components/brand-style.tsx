'use client';

type BrandStyleProps = {
  /** Made on the server, so that no page carries along how (lib/brand-colour.ts). */
  sheet: string | undefined;
  nonce: string;
};

/**
 * A brand's colour for the page, by a style sheet that the page's policy lets pass: with the nonce of the document, which a
 * layout that comes later, or again, is not told.
 */
export function BrandStyle({ sheet, nonce }: BrandStyleProps) {
  if (sheet === undefined) return null;
  const own =
    typeof document === 'undefined'
      ? nonce
      : document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || nonce;
  // The browser hides a nonce that it has read, so that what it shows differs from what was sent.
  return (
    <style nonce={own} suppressHydrationWarning>
      {sheet}
    </style>
  );
}

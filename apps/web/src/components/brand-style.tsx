import { headers } from 'next/headers';
import { brandSheet } from '@/lib/brand-colour.ts';

/** A brand's colour for the page, by a style sheet that the page's policy lets pass. */
export async function BrandStyle({ colour }: { colour: string | undefined }) {
  if (colour === undefined) return null;
  const nonce = (await headers()).get('x-nonce') ?? '';
  // The browser hides a nonce that it has read, so that what it shows differs from what was sent.
  return (
    <style nonce={nonce} suppressHydrationWarning>
      {brandSheet(colour)}
    </style>
  );
}

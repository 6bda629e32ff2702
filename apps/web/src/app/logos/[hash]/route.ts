import { readLogo } from '@strowger/domain';
import { composition } from '@/compose.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A logo by the SHA-256 of its bytes: for everybody, as the sign-in page shows it, and as long as one likes. */
export async function GET(_: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> {
  const { hash } = await params;
  const { deps } = await composition();
  const logo = /^[0-9a-f]{64}$/.test(hash) ? await readLogo(deps, hash) : undefined;
  if (!logo) return new Response(null, { status: 404 });
  return new Response(logo.image, {
    headers: {
      'content-type': logo.mediaType,
      'content-disposition': 'inline',
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
    },
  });
}

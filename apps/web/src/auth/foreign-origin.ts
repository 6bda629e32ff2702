/**
 * Whether another site had the browser send this. SameSite=Lax keeps the cookie out of such requests but for top-level
 * navigation; this holds for browsers and sibling hosts where it does not. A request of no browser carries neither header.
 */
export function isForeign(request: Request, publicUrl: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return origin !== new URL(publicUrl).origin && origin !== ownOrigin(request);
}

/** Where one process is reached by several names, the name of this request is its own as well. */
function ownOrigin(request: Request): string | undefined {
  const host = request.headers.get('host');
  return host === null ? undefined : `${new URL(request.url).protocol}//${host}`;
}

/** The sign-in page's address, with where to go on afterwards. */
export function signInAddress(next: string, ended: boolean): string {
  const query = new URLSearchParams();
  if (next !== '/') query.set('next', next);
  if (ended) query.set('ended', '1');
  const text = query.toString();
  return text === '' ? '/sign-in' : `/sign-in?${text}`;
}

/**
 * A page of this origin, whatever was asked for. `//host`, `/\host` and what a browser strips (tabs, line feeds) would
 * lead elsewhere: it is resolved as a browser does and must come out at the same origin. The sign-in page itself is no
 * place to go on to.
 */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const here = 'https://here.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
  if (url?.origin !== here || /^\/(sign-in|api)(\/|$)/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

import { createHash } from 'node:crypto';

export type Credentials = { user: string; domain: string; password: string };

/** The value of a parameter of a challenge. */
const read = (challenge: string, name: string): string =>
  new RegExp(`${name}="?([^",\\r]+)`).exec(challenge)?.[1] ?? '';

export const algorithmOf = (challenge: string): string => read(challenge, 'algorithm') || 'MD5';

/** What follows `Authorization: `, by RFC 2617 and 8760, for the challenge in that answer. */
export function digestFor(
  challenge: string,
  { user, password }: Credentials,
  method: string,
  uri: string,
): string {
  const algorithm = algorithmOf(challenge);
  const [realm, nonce] = [read(challenge, 'realm'), read(challenge, 'nonce')];
  const hash = (text: string) =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const [nc, cnonce] = ['00000001', 'abcdef'];
  const ha1 = hash(`${user}:${realm}:${password}`);
  const response = hash(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${hash(`${method}:${uri}`)}`);
  const parts = Object.entries({ username: user, realm, nonce, uri, response, cnonce }).map(
    ([name, value]) => `${name}="${value}"`,
  );
  return `Digest ${parts.join(', ')}, qop=auth, nc=${nc}, algorithm=${algorithm}`;
}

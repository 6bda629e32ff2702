import { createHash } from 'node:crypto';
import { invalid } from '../core/domain-error.ts';

/** HA1 digests of a SIP account: MD5 (RFC 2617) and SHA-256 (RFC 8760), each over `user:realm:password`. */
export function sipDigests(
  username: string,
  realm: string,
  password: string,
): { ha1: string; ha1Sha256: string } {
  const text = `${username}:${realm}:${password}`;
  return {
    ha1: createHash('md5').update(text).digest('hex'),
    ha1Sha256: createHash('sha256').update(text).digest('hex'),
  };
}

/** HA1 is an unsalted hash, so that a short or plain password could be found from it by trying. */
export function requireStrongPassword(password: string, username: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(password)).length;
  const distinct = new Set(password).size;
  if (classes < 3 && password.length < 20) {
    throw invalid(
      'password',
      'must mix at least three of lower case, upper case, digits and signs, or have 20 characters',
    );
  }
  if (distinct < 8) throw invalid('password', 'must have at least 8 different characters');
  if (password.toLowerCase().includes(username.toLowerCase()))
    throw invalid('password', 'must not hold the username');
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

type Purpose =
  | 'cursor'
  | 'consumer-secret'
  | 'idempotency'
  | 'sign-in-throttle'
  | 'consumer-confirmation'
  | 'password-link'
  | 'totp-secret'
  | 'recovery-code'
  | 'set-up';

/**
 * Keys for one purpose each, derived (HKDF-SHA-256) from the installation's one secret, so that nothing sealed for one
 * purpose opens for another.
 */
export type Keyring = ReturnType<typeof createKeyring>;

/** @param secret AUTH_SECRET, at least 32 characters */
export function createKeyring(secret: string) {
  // As key objects: an HMAC by bare bytes, which are made into one each time, takes seven times as long.
  const keys = new Map<string, KeyObject>();
  const keyFor = (purpose: Purpose, salt = ''): KeyObject => {
    const name = `${purpose}\n${salt}`;
    const known = keys.get(name);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, salt, `strowger ${purpose}`, 32)));
    if (salt === '') keys.set(name, key);
    return key;
  };

  return {
    /** HMAC-SHA-256, base64url. */
    mac: (purpose: Purpose, text: string): string =>
      createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),

    /** AES-256-GCM; `salt` binds the box to something its opener must know as well. */
    seal(purpose: Purpose, text: string, salt = ''): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose, salt), nonce);
      const box = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), box]).toString('base64url');
    },

    /** The inverse of seal. @throws if the box was made with another secret, purpose or salt, or was changed */
    open(purpose: Purpose, sealed: string, salt = ''): string {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose, salt), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

/** Compares two texts in a time that tells nothing of where they differ. */
export function equalText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

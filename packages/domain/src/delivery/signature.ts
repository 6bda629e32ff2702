import { createHmac, randomBytes } from 'node:crypto';
import { equalText } from '../crypto/keyring.ts';

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const TOLERANCE_SECONDS = 300;

/** A consumer's secret, as Standard Webhooks writes it. */
export const newSecret = (): string => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');

export type SignedHeaders = {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
};

/**
 * The headers that Standard Webhooks verifies a message by.
 * @param id the same for all attempts
 * @param at when this attempt is made
 * @param secrets one signature for each: two while a secret is replaced by another
 */
export function signMessage(
  id: string,
  at: Date,
  body: Uint8Array,
  secrets: readonly string[],
): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether a message that arrived is signed with the secret and was sent within five minutes of `now`: the receiver's check. */
export function verifyMessage(
  headers: Record<string, string>,
  body: string,
  secret: string,
  now: Date,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp = '', 'webhook-signature': given = '' } = headers;
  const age = now.getTime() / 1000 - Number(timestamp);
  if (id === undefined || !(Math.abs(age) <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return given.split(' ').some((signature) => equalText(signature, `v1,${expected}`));
}

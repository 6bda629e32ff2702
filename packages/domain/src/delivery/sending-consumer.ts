import type { Db } from '@strowger/db';
import type { DeliveryDeps } from './delivery-deps.ts';

/** A consumer as it is sent to: with its secrets, still sealed. */
export type SendingConsumer = {
  id: string;
  customerId: string;
  path: string;
  kind: 'webhook' | 'inbox';
  url: string;
  secretCiphertext: string;
  previousSecret: string | null;
  previousSecretExpiresAt: Date | null;
};

/** The consumer as it is now: a new secret or a disabled consumer counts from the next attempt on. */
export async function readSendingConsumer(db: Db, id: string): Promise<SendingConsumer | undefined> {
  const [row] = await db.prepared<SendingConsumer>(
    `select id, customer_id as "customerId", path, kind, url, secret_ciphertext as "secretCiphertext",
       previous_secret_ciphertext as "previousSecret", previous_secret_expires_at as "previousSecretExpiresAt"
     from consumer where id = $1`,
    [id],
  );
  return row;
}

/** The secrets that sign now: while one is replaced, the old one too. */
export function openSecrets({ keyring }: DeliveryDeps, consumer: SendingConsumer, now: Date): string[] {
  const { secretCiphertext, previousSecret, previousSecretExpiresAt } = consumer;
  const sealed = [secretCiphertext];
  if (previousSecret && previousSecretExpiresAt && previousSecretExpiresAt > now) sealed.push(previousSecret);
  return sealed.map((box) => keyring.open('consumer-secret', box));
}

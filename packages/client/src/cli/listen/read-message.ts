import { type Strowger, verifyWebhook, WebhookVerificationError } from '../../index.ts';
import { oneLine } from '../output/format.ts';
import { counted } from '../progress.ts';

export type InboxMessage = Awaited<ReturnType<Strowger['getInboxMessages']>>['items'][number];
type Body = { type?: string; data?: Record<string, unknown> };

/** Checked here where the secret is known, as of when it arrived; else as the server says. */
export function checkSignature(
  message: InboxMessage,
  secret: string | undefined,
): { isValid: boolean; text: string } {
  if (secret === undefined)
    return message.signatureValid
      ? { isValid: true, text: 'signed (says the server)' }
      : { isValid: false, text: 'NOT SIGNED RIGHT (says the server)' };
  try {
    verifyWebhook(message.body, lowerCased(message.headers), secret, { now: new Date(message.receivedAt) });
    return { isValid: true, text: 'verified' };
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return { isValid: false, text: `NOT VERIFIED (${error.fault})` };
  }
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

export function bodyOf(message: InboxMessage): Body {
  try {
    return JSON.parse(message.body) as Body;
  } catch {
    return {};
  }
}

/** What a message says, in a few words. */
export function summaryOf(message: InboxMessage): string {
  const { data = {} } = bodyOf(message);
  const { requestId, sequence, recordCount, batchCount, reason } = data;
  const parts = [
    typeof sequence === 'number' && `batch ${sequence}`,
    typeof batchCount === 'number' && counted(batchCount, 'batch', 'batches'),
    typeof recordCount === 'number' && counted(recordCount, 'record'),
    typeof reason === 'string' && oneLine(reason),
    typeof requestId === 'string' && `of ${oneLine(requestId)}`,
  ].filter((part) => typeof part === 'string');
  return [oneLine(message.type), parts.join(', ')].filter(Boolean).join('  ');
}

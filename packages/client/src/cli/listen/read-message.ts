import { type Strowger, verifyWebhook, WebhookVerificationError } from '../../index.ts';
import { readEvent } from '../../webhook-event.ts';
import { oneLine } from '../output/format.ts';
import { counted } from '../progress.ts';

const FACTS_SHOWN = 5;

export type InboxMessage = Awaited<ReturnType<Strowger['getInboxMessage']>>;

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

/** What a message says, be it JSON, lines of JSON or CSV. */
export function eventOf(message: InboxMessage): { type: string; data: Record<string, unknown> } | undefined {
  const headers = lowerCased(message.headers);
  return readEvent(Buffer.from(message.body), (name) => headers[name]) as ReturnType<typeof eventOf>;
}

/** What a message says, in a few words. */
export function summaryOf(message: InboxMessage): string {
  const { data = {} } = eventOf(message) ?? {};
  const { requestId, sequence, recordCount, batchCount, reason } = data;
  const parts = [
    typeof sequence === 'number' && `batch ${sequence}`,
    typeof batchCount === 'number' && counted(batchCount, 'batch', 'batches'),
    typeof recordCount === 'number' && counted(recordCount, 'record'),
    typeof reason === 'string' && oneLine(reason),
    typeof requestId === 'string' && `of ${oneLine(requestId)}`,
  ].filter((part) => typeof part === 'string');
  const said = parts.length > 0 ? parts : factsOf(data);
  return [oneLine(message.type), said.join(', ')].filter(Boolean).join('  ');
}

/** Of an event: what it is about, but for the ids of whose it is. */
const factsOf = (data: Record<string, unknown>): string[] =>
  Object.entries(data)
    .filter(([name, value]) => name !== 'customerId' && ['string', 'number'].includes(typeof value))
    .slice(0, FACTS_SHOWN)
    .map(([name, value]) => `${name} ${oneLine(String(value))}`);

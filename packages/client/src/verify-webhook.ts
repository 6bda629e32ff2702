import { createHmac, timingSafeEqual } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { StrowgerError } from './errors.ts';
import { readEvent, type WebhookEvent } from './webhook-event.ts';

const TOLERANCE_SECONDS = 300;
const GZIP_MAGIC = 0x1f8b;
/** Far above the 10,000 records of the largest batch. */
const UNZIPPED_BYTES_MAX = 256 * 1024 * 1024;

/** `missing`, `malformed`: a header or the body; `expired`: the timestamp; `forged`: no signature is right. */
export type WebhookFault = 'missing' | 'malformed' | 'expired' | 'forged';

/** A message that is not to be trusted. Answer it with 400 or 401, and do nothing with it. */
export class WebhookVerificationError extends StrowgerError {
  override name = 'WebhookVerificationError';
  readonly fault: WebhookFault;

  constructor(fault: WebhookFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** As a request has them: a Headers, or Node's object of lower-case names. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export type VerifyOptions = {
  /** How far the timestamp may lie from `now`, in either direction. 300 unless told otherwise. */
  toleranceSeconds?: number;
  /** When the message came; now unless told otherwise. */
  now?: Date;
};

/**
 * Checks that a message is from Strowger and fresh (Standard Webhooks), and gives what it says.
 * @param payload the body as it came, before anything parsed it
 * @param secrets `whsec_…`, or several while one is replaced
 * @throws WebhookVerificationError
 */
export function verifyWebhook(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): WebhookEvent {
  const body = unzipped(bytesOf(payload), headers);
  verifySignature(body, headers, typeof secrets === 'string' ? [secrets] : secrets, options);
  const event = readEvent(body, (name) => findHeader(headers, name));
  if (!event) throw new WebhookVerificationError('malformed', 'The body is no message of Strowger.');
  return event;
}

const bytesOf = (payload: string | Uint8Array): Buffer =>
  typeof payload === 'string'
    ? Buffer.from(payload)
    : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);

/** The signature is over the body before it was compressed; many servers have unpacked it already. */
function unzipped(body: Buffer, headers: WebhookHeaders): Buffer {
  const isZipped =
    findHeader(headers, 'content-encoding') === 'gzip' &&
    body.length > 2 &&
    body.readUInt16BE(0) === GZIP_MAGIC;
  if (!isZipped) return body;
  try {
    return gunzipSync(body, { maxOutputLength: UNZIPPED_BYTES_MAX });
  } catch {
    throw new WebhookVerificationError('malformed', 'The body is not gzip.');
  }
}

function verifySignature(
  body: Buffer,
  headers: WebhookHeaders,
  secrets: readonly string[],
  { toleranceSeconds = TOLERANCE_SECONDS, now = new Date() }: VerifyOptions,
): void {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature').split(' ');
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookVerificationError('malformed', 'webhook-timestamp must be seconds since 1970.');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds)
    throw new WebhookVerificationError(
      'expired',
      `webhook-timestamp is more than ${toleranceSeconds} s off.`,
    );
  const expected = secrets.map((secret) =>
    createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest(),
  );
  const given = signatures
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  const isRight = expected.some((right) =>
    given.some((one) => one.length === right.length && timingSafeEqual(one, right)),
  );
  if (!isRight) throw new WebhookVerificationError('forged', 'No signature of the message is right.');
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) throw new TypeError('A secret must be the whsec_… of a consumer.');
  return key;
}

function header(headers: WebhookHeaders, name: string): string {
  const value = findHeader(headers, name);
  if (value === undefined || value === '')
    throw new WebhookVerificationError('missing', `The header ${name} is missing.`);
  return value;
}

function findHeader(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : undefined;
}

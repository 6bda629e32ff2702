import type { ClaimedRequest } from './claim-request.ts';
import { closingBody } from './closing-message.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { asJson, batchBody, type Message, type StoredMessage, sha256Of } from './message.ts';
import { readRecords } from './read-records.ts';
import { ENCODER_VERSION } from './record-fields.ts';

/**
 * The body of a stored message, made again.
 * @returns undefined where it is not the same any more: then it must never be sent under its id
 */
export async function remakeMessage(
  deps: Pick<DeliveryDeps, 'db'>,
  request: ClaimedRequest,
  stored: StoredMessage,
): Promise<Message | undefined> {
  const made = await make(deps, request, stored);
  return made && sha256Of(made.body) === stored.sha256 ? { ...stored, ...made } : undefined;
}

async function make(
  deps: Pick<DeliveryDeps, 'db'>,
  request: ClaimedRequest,
  stored: StoredMessage,
): Promise<Pick<Message, 'body' | 'mediaType' | 'gzip'> | undefined> {
  if (stored.kind !== 'batch') return { ...asJson, body: await closingBody(deps, request, stored) };
  if (request.encoderVersion !== ENCODER_VERSION || !stored.first || !stored.last) return undefined;
  const { parts } = await readRecords(deps.db, request, { first: stored.first, last: stored.last });
  return batchBody(request, stored, parts);
}

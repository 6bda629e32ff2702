import type { ClaimedRequest } from './claim-request.ts';
import { closingBody } from './closing-message.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { batchBody, type Message, type StoredMessage, sha256Of } from './message.ts';
import { readRecords } from './read-records.ts';
import { ENCODER_VERSION } from './record-fields.ts';

/**
 * The body of a stored message, made again.
 * @returns undefined where it is not the same any more: then it must never be sent under its id
 */
export async function remakeMessage(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  stored: StoredMessage,
): Promise<Message | undefined> {
  const body = await bodyOf(deps, request, stored);
  return body && sha256Of(body) === stored.sha256 ? { ...stored, body } : undefined;
}

async function bodyOf(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  stored: StoredMessage,
): Promise<Buffer | undefined> {
  if (stored.kind !== 'batch') return closingBody(deps, request, stored);
  if (request.encoderVersion !== ENCODER_VERSION || !stored.first || !stored.last) return undefined;
  const range = { first: stored.first, last: stored.last };
  const { json } = await readRecords(deps.db, request.selection, request.fields, range);
  return batchBody(request.id, stored, json);
}

import type { Readable } from 'node:stream';
import { type FieldError, fieldErrors, type IdKind, type Operation } from '@strowger/contracts';
import { DomainError, notFound, type StreamedBody } from '@strowger/domain';
import type { z } from 'zod';
import type { RestRequest } from './message.ts';
import { nestsTooDeep } from './request-fault.ts';

const BODY_BYTES_MAX = 1024 * 1024;

/**
 * The flat input of an operation, from the path, the query and the JSON body.
 * @throws DomainError malformedRequest, unsupportedMediaType, bodyTooLarge, notFound (an id in the path), validation
 */
export async function readInput(
  operation: Operation,
  request: RestRequest,
  pathParameters: Record<string, string>,
): Promise<Record<string, unknown>> {
  const params = readPath(operation, pathParameters);
  const faults: FieldError[] = [];
  const query = readQuery(operation, new URLSearchParams(request.query), faults);
  const body = operation.streamedBody ? {} : await readBody(operation, request, faults);
  if (faults.length > 0) throw new DomainError('validation', undefined, { fields: faults.slice(0, 50) });
  return { ...params, ...query, ...body };
}

/** Path parameters that are shorter than the kind they name. */
const shortNames: Record<string, IdKind> = { sourceId: 'callRecordSource', requestId: 'callRecordRequest' };

/** An id that cannot be one gets the answer of an id that never was. */
function readPath(operation: Operation, values: Record<string, string>): Record<string, unknown> {
  if (!operation.params) return {};
  const parsed = operation.params.safeParse(values);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw notFound(shortNames[name] ?? (name.replace(/Id$/, '') as IdKind));
}

function readQuery(
  operation: Operation,
  given: URLSearchParams,
  faults: FieldError[],
): Record<string, unknown> {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of given) {
    if (name in values) faults.push({ code: 'duplicate', parameter: name, detail: 'must be given once' });
    values[name] = value;
  }
  if (faults.length > 0) return {};
  const known = operation.query;
  if (known) return parsed(known.safeParse({ ...values }), 'parameters', faults);
  for (const name of Object.keys(values))
    faults.push({ code: 'unknown', parameter: name, detail: 'is not known here' });
  return {};
}

async function readBody(
  operation: Operation,
  request: RestRequest,
  faults: FieldError[],
): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (operation.method === 'GET' || !operation.body) {
    if (text.trim() === '') return {};
  }
  if (mediaTypeOf(request) !== 'application/json')
    throw new DomainError('unsupportedMediaType', 'The body must be application/json.');
  const value = parseJson(text);
  if (operation.body) return parsed(operation.body.safeParse(value), 'body', faults);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length > 0) {
    faults.push({ code: 'unknown', pointer: '', detail: 'must be empty: this operation has no body' });
  }
  return {};
}

function parsed(result: z.ZodSafeParseResult<unknown>, place: 'body' | 'parameters', faults: FieldError[]) {
  if (result.success) return result.data as Record<string, unknown>;
  faults.push(...fieldErrors(result.error, place));
  return {};
}

function parseJson(text: string): unknown {
  if (nestsTooDeep(text)) throw new DomainError('malformedRequest', 'The body nests too deep.');
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('malformedRequest', 'The body is not JSON.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A form as browsers and curl write it. @throws DomainError unsupportedMediaType, malformedRequest, bodyTooLarge */
export async function readForm(request: RestRequest): Promise<URLSearchParams> {
  if (mediaTypeOf(request) !== FORM)
    throw new DomainError('unsupportedMediaType', `The body must be ${FORM}.`);
  return new URLSearchParams(await readText(request));
}

const FORM = 'application/x-www-form-urlencoded';

const mediaTypeOf = (request: RestRequest): string | undefined =>
  request.header('content-type')?.split(';')[0]?.trim().toLowerCase();

async function readText(request: RestRequest): Promise<string> {
  refuseEncoding(request);
  if (!request.body) return '';
  const bytes = await readBytes(request.body);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DomainError('malformedRequest', 'The body is not UTF-8.');
  }
}

/**
 * Reads a body to the cap, whatever its Content-Length says; the rest is left in the stream. By events, as an iterator takes
 * longer than all else that is done with a small body.
 */
function readBytes(body: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    body.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size <= BODY_BYTES_MAX) return void chunks.push(chunk);
      body.removeAllListeners('data').pause();
      reject(new DomainError('bodyTooLarge', 'The body has more than 1 MiB.'));
    });
    body.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)));
    body.once('error', reject);
  });
}

function refuseEncoding(request: RestRequest): void {
  const encoding = request.header('content-encoding');
  if (encoding && encoding !== 'identity') {
    throw new DomainError('unsupportedMediaType', 'The body must not be compressed.');
  }
}

/** The body of a streamed operation, handed on as it arrives. @throws DomainError unsupportedMediaType */
export function readStream(operation: Operation, request: RestRequest): StreamedBody | undefined {
  if (!operation.streamedBody) return undefined;
  refuseEncoding(request);
  const mediaType = mediaTypeOf(request) ?? '';
  const { mediaTypes } = operation.streamedBody;
  if (!mediaTypes.includes(mediaType)) {
    throw new DomainError('unsupportedMediaType', `The body must be ${mediaTypes.join(' or ')}.`);
  }
  return { mediaType, chunks: request.body ?? emptyBody() };
}

async function* emptyBody(): AsyncIterable<Uint8Array> {}

import { pipeline, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { StreamedReply } from '@strowger/domain';
import type { RestReply, RestRequest } from './message.ts';

/** A reply that is sent as it is made, no quicker than it is taken. Who accepts gzip gets that. */
export function streamReply(
  request: RestRequest,
  headers: Record<string, string>,
  { mediaType, fileName, chunks }: StreamedReply,
): RestReply {
  const isCompressed = acceptsGzip(request.header('accept-encoding') ?? '');
  const described = {
    ...headers,
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${fileName}"`,
    vary: 'Authorization, Accept-Encoding',
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  };
  if (request.method === 'HEAD') return { status: 200, headers: described, body: null };
  const source = Readable.from(chunks, { objectMode: false });
  return { status: 200, headers: described, body: isCompressed ? compressed(source) : source };
}

const acceptsGzip = (header: string): boolean =>
  header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .some((part) => /^(gzip|x-gzip)(;|$)/.test(part) && !/;\s*q=0(\.0*)?$/.test(part));

/** The two end together, whichever of them fails first. */
function compressed(source: Readable): Readable {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  pipeline(source, gzip, () => {});
  return gzip;
}

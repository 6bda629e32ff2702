import { type Deprecation, type OperationId, operationOf } from '@strowger/contracts';
import type { RestReply } from './message.ts';

/**
 * The headers that announce the end of an operation or of one of its paths: Deprecation (RFC 9745), Sunset (RFC 8594), and
 * links to what explains it and to what comes after it.
 * @param origin the installation's public origin
 */
export function deprecationHeaders(
  { since, sunset, replacedBy, link }: Deprecation,
  origin: string,
): { deprecation: string; sunset?: string; link: string } {
  const links = [`<${new URL(link, origin)}>; rel="deprecation"; type="text/html"`];
  const successor = replacedBy && operationOf(replacedBy as OperationId);
  // A path with parameters is no address: only one without can be linked to.
  if (successor && !successor.path.includes('{'))
    links.push(`<${origin}/v1${successor.path}>; rel="successor-version"`);
  return {
    deprecation: `@${Math.floor(since.getTime() / 1000)}`,
    ...(sunset && { sunset: sunset.toUTCString() }),
    link: links.join(', '),
  };
}

/** Says on any answer, refusals included, that what was called is on its way out. */
export function announce(reply: RestReply, deprecation: Deprecation | undefined, origin: string): RestReply {
  if (deprecation === undefined) return reply;
  const told = deprecationHeaders(deprecation, origin);
  const link = [reply.headers.link, told.link].filter(Boolean).join(', ');
  return { ...reply, headers: { ...reply.headers, ...told, link } };
}

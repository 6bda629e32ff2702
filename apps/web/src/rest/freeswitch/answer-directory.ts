import { invalidParameter, openSipDirectory, sipDirectoryRight } from '@strowger/domain';
import type { Composition } from '../../compose.ts';
import { answerCaller } from '../answer-caller.ts';
import type { RestReply, RestRequest } from '../message.ts';
import { readForm } from '../read-input.ts';
import { domainDocument, notFoundDocument, userDocument } from './directory-document.ts';
import { readLookup } from './read-lookup.ts';

export const DIRECTORY_PATH = '/freeswitch/directory';

/**
 * Answers FreeSWITCH's mod_xml_curl, section directory. It takes whatever is no document of status 200 for a failure and logs it,
 * so that what is not known, or cannot be, is a document of its own.
 */
export const answerDirectory = (
  parts: Composition,
  request: RestRequest,
  requestId: string,
): Promise<RestReply> =>
  answerCaller(
    parts,
    { name: 'freeswitchDirectory', scope: sipDirectoryRight.scope, request, requestId },
    async (caller) => {
      const directory = openSipDirectory(parts.deps, caller);
      const query = new URLSearchParams(request.query);
      const context = readContext(query);
      const lookup = readLookup(request.method === 'GET' ? query : await readForm(request));
      if (!lookup) return reply(requestId, notFoundDocument);
      const { domain, username } = lookup;
      if (username === undefined) {
        const known = await directory.hasDomain(domain);
        return reply(requestId, known ? domainDocument(domain) : notFoundDocument);
      }
      const user = await directory.findUser(username, domain);
      return reply(requestId, user ? userDocument(user, lookup, context) : notFoundDocument);
    },
  );

/** Of the gateway's URL, not of the form: a form begins with what a phone says, unescaped. The first one counts, for the same reason. */
function readContext(query: URLSearchParams): string {
  const context = query.get('user_context') ?? 'default';
  if (!/^[\w.-]{1,64}$/.test(context))
    throw invalidParameter('user_context', 'must be 1 to 64 letters, digits, dots, dashes or underscores');
  return context;
}

/** A digest is as good as a password: nothing on the way keeps the answer. */
const reply = (requestId: string, body: string): RestReply => ({
  status: 200,
  headers: {
    'content-type': 'text/xml',
    'cache-control': 'no-store',
    vary: 'Authorization',
    'x-request-id': requestId,
  },
  body,
});

import { invalidParameter, openSipDirectory, sipDirectoryRight } from '@strowger/domain';
import { answerCaller } from '../answer-caller.ts';
import { readForm } from '../read-input.ts';
import { isContext, type SwitchRoute, switchReply } from '../switch-route.ts';
import { domainDocument, notFoundDocument, userDocument } from './directory-document.ts';
import { readLookup } from './read-lookup.ts';

/**
 * FreeSWITCH's mod_xml_curl, section directory. It takes whatever is no document of status 200 for a failure and logs it, so that
 * what is not known, or cannot be, is a document of its own.
 */
export const freeswitchDirectory: SwitchRoute = {
  path: '/freeswitch/directory',
  methods: ['GET', 'POST'],
  answer: (parts, { request, requestId }) =>
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
    ),
};

const reply = (requestId: string, document: string) => switchReply(requestId, 'text/xml', document);

/** Of the gateway's URL, not of the form: a form begins with what a phone says, unescaped. The first one counts, for the same reason. */
function readContext(query: URLSearchParams): string {
  const context = query.get('user_context') ?? 'default';
  if (isContext(context)) return context;
  throw invalidParameter('user_context', 'must be 1 to 64 letters, digits, dots, dashes or underscores');
}

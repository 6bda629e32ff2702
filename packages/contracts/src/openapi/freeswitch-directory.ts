import { errorTable } from '../errors.ts';

const form = {
  type: 'object',
  additionalProperties: { type: 'string' },
  properties: {
    section: { type: 'string', description: 'Anything but `directory` is not found' },
    domain: { type: 'string' },
    user: { type: 'string', description: 'Left out: the domain alone is asked for' },
    action: { type: 'string', description: '`sip_auth`, or none: the answer has the digest' },
  },
};

const problems = {
  400: ['malformedRequest'],
  401: ['unauthorized'],
  403: ['missingScope'],
  413: ['bodyTooLarge'],
  415: ['unsupportedMediaType'],
  422: ['validation'],
  429: ['tooManyRequests'],
  500: ['internal'],
  503: ['unavailable'],
} as const;

const text = { schema: { type: 'string' } };

function described(operationId: string, byForm: boolean) {
  return {
    operationId,
    summary: byForm ? 'Look up a user for FreeSWITCH' : 'Look up a user for FreeSWITCH (by GET)',
    description:
      'The directory of FreeSWITCH’s mod_xml_curl, in its XML. What is not known or not active is the document `not found`, with 200. The digest that it holds is as good as the password. The key may be the password of basic authentication. Scope: `sip-credentials:read`.',
    tags: ['users', 'extension'],
    parameters: [
      {
        name: 'user_context',
        in: 'query',
        required: false,
        description: 'The context that the calls of the users begin in; default where it is left out',
        schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$' },
      },
      ...(byForm ? [] : [{ name: 'fields', in: 'query', explode: true, schema: form }]),
    ],
    ...(byForm && {
      requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: form } } },
    }),
    responses: {
      200: {
        description: 'A document of the type freeswitch/xml',
        headers: { 'X-Request-Id': text, 'RateLimit-Policy': text, RateLimit: text },
        content: { 'text/xml': { schema: { type: 'string' } } },
      },
      ...Object.fromEntries(
        Object.entries(problems).map(([status, codes]) => [
          status,
          {
            description: codes.map((code) => `${code}: ${errorTable[code].title}`).join('. '),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

/** The one path that is no operation: a form of another product's making goes in, and its XML comes out. */
export const freeswitchDirectory = {
  '/freeswitch/directory': {
    post: described('freeswitchDirectory', true),
    get: described('freeswitchDirectoryByGet', false),
  },
};

import { errorTable } from '../errors.ts';

const secret =
  'The digest that it holds is as good as the password. The key may be the password of basic authentication. Scope: `sip-credentials:read`.';

const formOf = (properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: { type: 'string' },
  properties,
});

const directoryForm = formOf({
  section: { type: 'string', description: 'Anything but `directory` is not found' },
  domain: { type: 'string' },
  user: { type: 'string', description: 'Left out: the domain alone is asked for' },
  action: { type: 'string', description: '`sip_auth`, or none: the answer has the digest' },
});
const idForm = formOf({ id: { type: 'string', description: '`user@domain`' } });

const problems = {
  400: ['malformedRequest'],
  401: ['unauthorized'],
  403: ['missingScope'],
  404: ['notFound'],
  413: ['bodyTooLarge'],
  415: ['unsupportedMediaType'],
  422: ['validation'],
  429: ['tooManyRequests'],
  500: ['internal'],
  503: ['unavailable'],
} as const;

const text = { schema: { type: 'string' } };
const context = { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$' };
const FORM = 'application/x-www-form-urlencoded';
const bodyOf = (schema: object) => ({ requestBody: { required: true, content: { [FORM]: { schema } } } });

const responses = (description: string, mediaType: string) => ({
  200: {
    description,
    headers: { 'X-Request-Id': text, 'RateLimit-Policy': text, RateLimit: text },
    content: { [mediaType]: { schema: { type: 'string' } } },
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
});

const directory = (operationId: string, byForm: boolean) => ({
  operationId,
  summary: byForm ? 'Look up a user for FreeSWITCH' : 'Look up a user for FreeSWITCH (by GET)',
  description: `The directory of FreeSWITCH’s mod_xml_curl, in its XML. What is not known or not active is the document \`not found\`, with 200. ${secret}`,
  tags: ['users', 'extension'],
  parameters: [
    {
      name: 'user_context',
      in: 'query',
      required: false,
      description: 'The context that the calls of the users begin in; default where it is left out',
      schema: context,
    },
    ...(byForm ? [] : [{ name: 'fields', in: 'query', explode: true, schema: directoryForm }]),
  ],
  ...(byForm && bodyOf(directoryForm)),
  responses: responses('A document of the type freeswitch/xml', 'text/xml'),
});

const realtime = {
  operationId: 'asteriskRealtime',
  summary: 'Look up a user for Asterisk',
  description: `A row of a table of res_pjsip, for Asterisk’s res_config_curl. What is not known or not active is an empty answer, with 200, and so is every list. ${secret}`,
  tags: ['users', 'extension'],
  parameters: [
    { context },
    { table: { type: 'string', enum: ['ps_endpoints', 'ps_auths', 'ps_aors'] } },
    { verb: { type: 'string', enum: ['single', 'multi'] } },
  ].flatMap((one) =>
    Object.entries(one).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
  ),
  ...bodyOf(idForm),
  responses: responses('A row as a form, or nothing', FORM),
};

/** The paths that are no operations: forms of other products' making go in, and what they read comes out. */
export const switchLookups = {
  '/freeswitch/directory': {
    post: directory('freeswitchDirectory', true),
    get: directory('freeswitchDirectoryByGet', false),
  },
  '/asterisk/realtime/{context}/{table}/{verb}': { post: realtime },
};

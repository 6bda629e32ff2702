/** The conduct that all operations share, topic by topic. What stands in backquotes is code. */
export type IntroductionTopic = {
  id: string;
  title: string;
  text: string[];
  example?: { label: string; code: string };
};

/** @param origin the installation's public origin */
export function introduction(origin: string): IntroductionTopic[] {
  return [
    {
      id: 'authentication',
      title: 'Authentication',
      text: [
        'Every request carries an API key as a bearer token. A key acts for one customer: it sees that customer and everything below it, and nothing else exists for it. A key has scopes (`users:read`, `users:write`, …); each operation names the one it needs.',
        'Keys are made in the API (`createApiKey`), and shown once. They can be bound to source addresses, can expire, and a revoked one is refused within a second. A browser’s session is not accepted here.',
        'Switches that hand in call records or look up users, and know only basic authentication, may send the key as the password, with any name.',
      ],
      example: {
        label: 'curl',
        code: `curl "${origin}/v1/customers?limit=1" \\\n  -H "Authorization: Bearer $STROWGER_API_KEY"`,
      },
    },
    {
      id: 'clients',
      title: 'Clients',
      text: [
        'The OpenAPI 3.1 document is at `/v1/openapi.json`, without a key. Most languages can make a client of it.',
        'For TypeScript there is `strowger`: a method for each operation, with the types of this reference. An input is one flat object of path, query and body; an answer is the thing itself, and a list is walked to its end with `for await`. Changes carry an Idempotency-Key by themselves, and what can be sent again is.',
      ],
      example: {
        label: 'TypeScript',
        code: `import { Strowger } from 'strowger';\n\nconst strowger = new Strowger({ url: '${origin}', key });\nfor await (const customer of strowger.getCustomers()) {\n  console.log(customer.name);\n}`,
      },
    },
    {
      id: 'answers',
      title: 'Answers are arrays',
      text: [
        'A success that carries things is a JSON array of them, also where one was asked for, created or changed: an array of one. One decoder reads every answer.',
        '200 is a read or a change, 201 a creation with the `Location` of what was made, 202 an order that is worked off, 204 a removal.',
        'Changes are `POST` to the thing, or `PATCH`, which is the same: what is left out stays. Removals are `POST …/delete`, or `DELETE`. Unknown fields are refused, so that a typing error is not lost in silence.',
      ],
      example: {
        label: '200',
        code: '[\n  {\n    "id": "cus_01kaz4x0e8v9q5h2c7t1m6n3pr",\n    "name": "Noordzee Telecom",\n    "version": 7\n  }\n]',
      },
    },
    {
      id: 'problems',
      title: 'Problems',
      text: [
        'What fails answers with an RFC 9457 problem, `application/problem+json`, never with HTML or an empty body. Decide by its `code`; the page of errors tells what each means and what to do.',
        'Of 422, `errors` names every fault: its `pointer` in the body or its `parameter`, and what would be right.',
      ],
    },
    {
      id: 'paging',
      title: 'Pages',
      text: [
        'A list gives 50 things, or as many as `limit` says, up to 200. While there is more, the `Link` header has the address of the next page, with a `cursor`. There is no total.',
        'A cursor belongs to its filters and its sort, and is refused with others. A walk over all pages shows everything that stood throughout exactly once, whatever is added or removed meanwhile.',
      ],
      example: {
        label: 'Link',
        code: `<${origin}/v1/customers?limit=50&cursor=WyJ…>; rel="next"`,
      },
    },
    {
      id: 'idempotency',
      title: 'Sending again',
      text: [
        'Give every change an `Idempotency-Key` of your own, to 255 characters: a UUID is fine. If the answer is lost, send the same request with the same key. Within 24 hours it gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice.',
        'The same key with another payload is 422 (`idempotencyMismatch`); while the first still runs, 409 with `Retry-After`. What failed with 401, 429 or 5xx is not remembered.',
        'Streamed bodies take no key: a call record is its own key, and the same one again changes nothing.',
      ],
      example: {
        label: 'curl',
        code: `curl -X POST "${origin}/v1/customers" \\\n  -H "Authorization: Bearer $STROWGER_API_KEY" \\\n  -H "Idempotency-Key: 5f0c…" \\\n  -H "Content-Type: application/json" \\\n  -d '{"parentId": "cus_…", "name": "Bakery", "kind": "end"}'`,
      },
    },
    {
      id: 'versions',
      title: 'Versions and ETag',
      text: [
        'Everything has a `version` that grows with each change. A single thing carries it as `ETag: "v7"`. Send it back as `If-Match` with a change: if somebody else was quicker, it is 412 (`staleVersion`) and nothing is written.',
        'Where a thing changes only with its version, `If-None-Match` is answered with 304.',
      ],
      example: {
        label: 'curl',
        code: `curl -X PATCH "${origin}/v1/users/usr_…" \\\n  -H "Authorization: Bearer $STROWGER_API_KEY" \\\n  -H 'If-Match: "v7"' \\\n  -H "Content-Type: application/json" \\\n  -d '{"displayName": "Front desk"}'`,
      },
    },
    {
      id: 'rate-limits',
      title: 'Rate limits',
      text: [
        'A key may ask so many times a minute. `RateLimit-Policy` tells the quota (`q`) and its window in seconds (`w`), `RateLimit` what remains (`r`) and when it begins anew (`t`). Beyond it the answer is 429 with `Retry-After`.',
      ],
      example: {
        label: 'Headers',
        code: 'RateLimit-Policy: "key";q=6000;w=60\nRateLimit: "key";r=5999;t=42',
      },
    },
    {
      id: 'request-ids',
      title: 'Request ids',
      text: [
        'Every answer has an `X-Request-Id`: yours, where you sent one of 1 to 64 letters, digits, `_` and `-`, else a new one. It stands in our log and in the audit log.',
      ],
    },
    {
      id: 'values',
      title: 'Ids, times and money',
      text: [
        'Ids are opaque text with a prefix that names the kind (`cus_`, `usr_`, …). Keep them as they are. An `externalId` of your own is unique per customer and kind, and lists can be filtered by it.',
        'Times are RFC 3339 in UTC with `Z`. Durations are whole seconds, in fields named `…Seconds`.',
        'Money is a decimal string in major units (`"12.50"`), with its ISO 4217 currency beside it; never a float. Prices are per minute.',
        'Numbers are E.164 with `+`, countries ISO 3166-1 alpha-2, time zones IANA.',
        'Secrets (passwords, signing secrets, keys) are shown once where the server makes them, and never read back.',
      ],
    },
    {
      id: 'deprecation',
      title: 'What goes away',
      text: [
        'An operation that is to go is marked here and in the OpenAPI document, and every answer of it says so: `Deprecation` (RFC 9745) since when, `Sunset` (RFC 8594) until when, and `Link` to what comes instead.',
        'New fields in answers and new operations may come at any time: read what you know, and ignore the rest.',
      ],
      example: {
        label: 'Headers',
        code: `Deprecation: @1798761600\nSunset: Thu, 01 Jul 2027 00:00:00 GMT\nLink: <${origin}/docs/api#deprecation>; rel="deprecation"`,
      },
    },
  ];
}

import { createHash } from 'node:crypto';
import type { OperationWireInput } from '@strowger/contracts';
import { makeDomain, makeTree, makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookups } from './fixtures/freeswitch-lookups.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

const PASSWORD = 'Tr0mbone-Walnut-93';
const NOT_FOUND =
  '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<document type="freeswitch/xml"><section name="result"><result status="not found"/></section></document>\n';
const FORM = 'application/x-www-form-urlencoded';

let api: RunningApi;
let tree: Awaited<ReturnType<typeof makeTree>>;
let domain: string;
let key: string;

beforeAll(async () => {
  api = await startApi();
  tree = await makeTree(api.domain);
  ({ domain } = await makeDomain(api.domain, tree.reseller));
  key = await makeKey(api.domain, tree.reseller, ['sip-credentials:read']);
});
afterAll(() => api.close());

const basic = (password: string) => `Basic ${Buffer.from(`strowger:${password}`).toString('base64')}`;
const url = (query = '') => `${api.url}/v1/freeswitch/directory${query}`;
const post = (body: string, authorization = basic(key), query = '') =>
  fetch(url(query), { method: 'POST', headers: { authorization, 'content-type': FORM }, body });
const answerTo = async (body: string, authorization?: string, query?: string) => {
  const reply = await post(body, authorization, query);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/xml']);
  return reply.text();
};

const user = (fields: Partial<OperationWireInput<'createUser'>> = {}, owner = tree.end) =>
  makeUser(api.domain, owner, { password: PASSWORD, ...fields });
const signIn = (username: string, at = domain) => lookups.register(username, at);

const ownDomain = (owner: typeof tree.end) =>
  api.domain.run(api.domain.platform, 'createDomain', {
    customerId: owner.id,
    domain: `sip.d${owner.uuid.slice(-8)}.example`,
  });

/** The values of params and variables by name. */
function readDocument(xml: string): Record<string, string> {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  const plain = (text: string) => text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? '?');
  return Object.fromEntries(
    [...xml.matchAll(/<(?:param|variable) name="([^"]*)" value="([^"<]*)"\/>/g)].map(
      ([, name = '', value = '']) => [name, plain(value)],
    ),
  );
}

describe('a phone that registers', () => {
  it('is found by the recorded request, with the digest of its realm and all that its calls need', async () => {
    const made = await user({
      username: 'desk-101',
      displayName: 'Anna de Vries',
      callerId: '+31201234567',
      codecs: ['PCMA', 'OPUS'],
      srtp: 'required',
      transport: 'tls',
      maxCalls: 3,
      maxRegistrations: 2,
    });
    const reply = await post(signIn('desk-101'));
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('ratelimit-policy')).toMatch(/^"key";q=/);
    const xml = await reply.text();
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8" standalone="no"\?>\n<document type="freeswitch\/xml">/,
    );
    expect(xml).toContain(`<section name="directory"><domain name="${domain}">`);
    expect(xml).toContain('<groups><group name="default"><users><user id="desk-101">');
    expect(readDocument(xml)).toEqual({
      'dial-string':
        // biome-ignore lint/suspicious/noTemplateCurlyInString: FreeSWITCH fills it in
        '{^^:sip_invite_domain=${dialed_domain}:presence_id=${dialed_user}@${dialed_domain}}${sofia_contact(*/${dialed_user}@${dialed_domain})}',
      'a1-hash': createHash('md5').update(`desk-101:${domain}:${PASSWORD}`).digest('hex'),
      'allow-empty-password': 'false',
      'max-registrations-per-extension': '2',
      'dial-var-absolute_codec_string': 'PCMA,OPUS',
      'dial-var-rtp_secure_media': 'mandatory',
      accountcode: made.id,
      user_context: 'default',
      effective_caller_id_name: 'Anna de Vries',
      effective_caller_id_number: '+31201234567',
      outbound_caller_id_name: 'Anna de Vries',
      outbound_caller_id_number: '+31201234567',
      absolute_codec_string: 'PCMA,OPUS',
      rtp_secure_media: 'mandatory',
      strowger_user_id: made.id,
      strowger_customer_id: tree.end.id,
      strowger_caller_id: '+31201234567',
      strowger_caller_id_presentation: 'allowed',
      strowger_max_calls: '3',
      strowger_transport: 'tls',
    });
  });

  it('is found by GET and with a bearer key too, and whatever case the domain has', async () => {
    const { username } = await user();
    const form = signIn(username, domain.toUpperCase());
    const expected = await answerTo(signIn(username));
    expect(expected).toContain('a1-hash');
    expect(await answerTo(form, `Bearer ${key}`)).toBe(expected);
    const got = await fetch(url(`?${form}`), {
      headers: { authorization: basic(key), 'content-type': FORM },
    });
    expect([got.status, await got.text()]).toEqual([200, expected]);
  });

  it('begins in the context that the URL of the gateway names, whatever a form says', async () => {
    const { username } = await user();
    const body = `${signIn(username)}&user_context=evil`;
    expect(readDocument(await answerTo(body, basic(key), '?user_context=acme.in')).user_context).toBe(
      'acme.in',
    );
    const refused = await post(body, basic(key), '?user_context=a%20b');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ parameter: 'user_context' }] });
  });

  it('may not register where its domain does not allow it, and may call all the same', async () => {
    const closed = await ownDomain(tree.end);
    await api.domain.run(tree.reseller.caller, 'updateDomain', {
      domainId: closed.id,
      registrationAllowed: false,
    });
    const { username } = await user({ domainId: closed.id });
    const registering = readDocument(await answerTo(lookups.register(username, closed.domain)));
    expect(registering['sip-forbid-register']).toBe('true');
    const calling = readDocument(await answerTo(lookups.invite(username, closed.domain)));
    expect(calling).toHaveProperty('a1-hash');
    expect(calling).not.toHaveProperty('sip-forbid-register');
  });
});

describe('caller ids', () => {
  it('that are restricted are shown to nobody by a plain bridge, and kept for the carrier', async () => {
    const { username } = await user({
      callerId: '+31209999999',
      callerIdPresentation: 'restricted',
      displayName: 'Bert',
    });
    expect(readDocument(await answerTo(signIn(username)))).toMatchObject({
      effective_caller_id_name: 'Anonymous',
      effective_caller_id_number: 'anonymous',
      outbound_caller_id_number: 'anonymous',
      strowger_caller_id: '+31209999999',
      strowger_caller_id_presentation: 'restricted',
    });
  });

  it("are the nearest customer's where the user has none", async () => {
    const { username } = await user();
    await api.domain.run(tree.reseller.caller, 'updateCustomer', {
      customerId: tree.child.id,
      defaultCallerId: '+31201111111',
    });
    const found = readDocument(await answerTo(signIn(username)));
    expect(found.effective_caller_id_number).toBe('+31201111111');
  });

  it('hold names that are no mark-up, and nothing that FreeSWITCH would run', async () => {
    const displayName = `"><variable name="x" value="1"/>&amp;'<Müller> \${system(id)} $\${hold_music}`;
    const { username } = await user({ displayName });
    const xml = await answerTo(signIn(username));
    const found = readDocument(xml);
    expect(found).not.toHaveProperty('x');
    expect(found.effective_caller_id_name).toBe(
      `"><variable name="x" value="1"/>&amp;'<Müller> system(id) hold_music`,
    );
    expect(xml).toContain(
      'value="&quot;&gt;&lt;variable name=&quot;x&quot; value=&quot;1&quot;/&gt;&amp;amp;&apos;&lt;Müller&gt; system(id) hold_music"',
    );
  });
});

describe('what else FreeSWITCH asks', () => {
  it.each(['userCall', 'messageCount', 'reverseAuth'] as const)(
    '%s finds the user without its digest',
    async (name) => {
      const made = await user();
      const xml = await answerTo(lookups[name](made.username, domain));
      expect(readDocument(xml)).toMatchObject({ 'allow-empty-password': 'false', accountcode: made.id });
      expect(xml).not.toContain('a1-hash');
    },
  );

  it('a network list has the domain and no user; gateways are not found', async () => {
    await user();
    const xml = await answerTo(lookups.networkList(domain));
    expect(xml).toContain(`<domain name="${domain}">`);
    expect(xml).not.toContain('<user');
    expect(await answerTo(lookups.gateways())).toBe(NOT_FOUND);
    expect(await answerTo(lookups.networkList('sip.unknown.example'))).toBe(NOT_FOUND);
  });

  it('fields that a phone smuggles in by its realm do not count', async () => {
    const { username } = await user();
    const smuggled = signIn(username).replace(
      `key_value=${domain}`,
      `key_value=${domain}&action=user_call&user=x`,
    );
    expect(await answerTo(smuggled)).toContain(`<user id="${username}"><params><param name="a1-hash"`);
  });

  it('a request without its action has the digest: FreeSWITCH lets in whoever has none', async () => {
    const { username } = await user();
    expect(await answerTo(signIn(username).replace('action=sip_auth&', ''))).toContain('a1-hash');
  });
});

describe('not found', () => {
  const found = async (username: string, at = domain, by = key) =>
    (await answerTo(signIn(username, at), basic(by))) !== NOT_FOUND;

  it.each([
    ['nobody of that name', () => signIn('nobody')],
    ['another section', () => signIn('nobody').replace('section=directory', 'section=dialplan')],
    ['an unknown domain', () => signIn('desk-101', 'sip.unknown.example')],
    ['an address for a domain', () => signIn('desk-101', '10.10.10.25')],
    ['NUL in the domain', () => signIn('desk-101', `${domain}%00`)],
    ['NUL in the user', () => signIn('desk-101').replace('&user=desk-101', '&user=desk-101%00')],
    ['a name that is too long', () => signIn('a'.repeat(300))],
    ['bytes that are no text', () => signIn('desk-101').replace('&user=desk-101', '&user=%ff%fe')],
    ['nothing at all', () => ''],
  ])('%s', async (_, body) => {
    expect(await answerTo(body())).toBe(NOT_FOUND);
  });

  it('whoever is of another branch', async () => {
    const theirs = await makeDomain(api.domain, tree.stranger);
    const { username } = await user({}, tree.stranger);
    const strangers = await makeKey(api.domain, tree.stranger, ['sip-credentials:read']);
    expect(await found(username, theirs.domain, strangers)).toBe(true);
    expect(await found(username, theirs.domain)).toBe(false);
    expect(await answerTo(lookups.networkList(theirs.domain))).toBe(NOT_FOUND);
    expect(await answerTo(lookups.networkList(domain), basic(strangers))).toBe(NOT_FOUND);
  });

  it('a user above the customer of the key, while the domain above is its own users’', async () => {
    const [own, above] = [await user({}, tree.child), await user({}, tree.reseller)];
    const childs = await makeKey(api.domain, tree.child, ['sip-credentials:read']);
    expect(await found(own.username, domain, childs)).toBe(true);
    expect(await found(above.username, domain, childs)).toBe(false);
    expect(await answerTo(lookups.networkList(domain), basic(childs))).toContain('<domain');
  });

  it('a user, domain or customer that is suspended, from the next request on', async () => {
    const own = await ownDomain(tree.child);
    const { id: userId, username } = await user({ domainId: own.id });
    const { platform, run } = { platform: api.domain.platform, run: api.domain.run };
    const states = [
      (on: boolean) => run(platform, 'updateUser', { userId, status: on ? 'active' : 'suspended' }),
      (on: boolean) =>
        run(platform, 'updateDomain', { domainId: own.id, status: on ? 'active' : 'suspended' }),
      (on: boolean) =>
        run(platform, 'updateCustomer', { customerId: tree.child.id, status: on ? 'active' : 'suspended' }),
    ];
    for (const set of states) {
      expect(await found(username, own.domain)).toBe(true);
      await set(false);
      expect(await found(username, own.domain)).toBe(false);
      await set(true);
    }
    expect(await found(username, own.domain)).toBe(true);
  });
});

describe('who may not ask', () => {
  it('is told by a status, and by nothing of what it asked for', async () => {
    const { username } = await user();
    const others = await makeKey(api.domain, tree.reseller, ['users:read', 'records:ingest']);
    const cases: [string, number][] = [
      ['', 401],
      ['Basic !!', 401],
      [basic('strow_wrong'), 401],
      [`Bearer strow_${'A'.repeat(43)}`, 401],
      [basic(others), 403],
    ];
    for (const [authorization, status] of cases) {
      for (const body of [signIn(username), lookups.gateways(), 'section=%00']) {
        const reply = await post(body, authorization);
        expect([reply.status, reply.headers.get('content-type')]).toEqual([
          status,
          'application/problem+json',
        ]);
        expect(await reply.text()).not.toContain(username);
      }
    }
  });

  it('is whoever sends no form, too much of one, or by another method', async () => {
    const headers = { authorization: basic(key) };
    const json = await fetch(url(), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(json.status).toBe(415);
    expect((await post(`${signIn('desk-101')}&x=${'x'.repeat(1024 * 1024)}`)).status).toBe(413);
    for (const method of ['PUT', 'DELETE', 'HEAD']) {
      const reply = await fetch(url(), { method, headers });
      expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });
});

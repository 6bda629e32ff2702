import { createHash } from 'node:crypto';
import type { OperationWireInput } from '@strowger/contracts';
import { makeDomain, makeTree, makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

/** What Asterisk 22 sends by res_config_curl, and reads: it decodes `%20`, and leaves a plus as it is. */
const FORM = 'application/x-www-form-urlencoded';
const PASSWORD = 'Tr0mbone-Walnut-93';

let api: RunningApi;
let tree: Awaited<ReturnType<typeof makeTree>>;
let domain: { id: string; domain: string };
let key: string;

beforeAll(async () => {
  api = await startApi();
  tree = await makeTree(api.domain);
  domain = await makeDomain(api.domain, tree.reseller);
  key = await makeKey(api.domain, tree.reseller, ['sip-credentials:read']);
});
afterAll(() => api.close());

const basic = (password: string) => `Basic ${Buffer.from(`strowger:${password}`).toString('base64')}`;
const ask = (path: string, body: string, authorization = basic(key)) =>
  fetch(`${api.url}/v1/asterisk/realtime/${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': FORM },
    body,
  });
const rowOf = async (table: string, id: string, authorization?: string) => {
  const reply = await ask(`from-strowger/${table}/single`, `id=${encodeURIComponent(id)}`, authorization);
  expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([
    200,
    FORM,
    'no-store',
  ]);
  const text = await reply.text();
  expect(text).not.toMatch(/[\r\n+]/);
  return text.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return name === '' ? [] : [[name, decodeURIComponent(value)] as const];
  });
};
const user = (fields: Partial<OperationWireInput<'createUser'>> = {}, owner = tree.end) =>
  makeUser(api.domain, owner, { password: PASSWORD, ...fields });

describe('a user', () => {
  it('is an endpoint with its codecs, account and caller id, an auth with its digest, and an aor', async () => {
    const made = await user({
      username: 'desk-101',
      displayName: 'Anna "<x>" de Vries',
      callerId: '+31201234567',
      callerIdPresentation: 'restricted',
      codecs: ['PCMA', 'OPUS', 'iLBC'],
      srtp: 'optional',
      transport: 'tls',
      maxCalls: 3,
      maxRegistrations: 2,
    });
    const id = `desk-101@${domain.domain}`;
    expect(await rowOf('ps_endpoints', id)).toEqual([
      ['id', id],
      ['aors', id],
      ['auth', id],
      ['context', 'from-strowger'],
      ['disallow', 'all'],
      ['allow', 'alaw,opus,ilbc'],
      ['accountcode', made.id],
      ['callerid', '"Anna x de Vries" <+31201234567>'],
      ['callerid_privacy', 'prohib'],
      ['media_encryption', 'sdes'],
      ['media_encryption_optimistic', 'yes'],
      ['direct_media', 'no'],
      ['rtp_symmetric', 'yes'],
      ['force_rport', 'yes'],
      ['rewrite_contact', 'yes'],
      ['set_var', `STROWGER_USER_ID=${made.id}`],
      ['set_var', `STROWGER_CUSTOMER_ID=${tree.end.id}`],
      ['set_var', 'STROWGER_MAX_CALLS=3'],
      ['set_var', 'STROWGER_TRANSPORT=tls'],
    ]);
    expect(await rowOf('ps_auths', id)).toEqual([
      ['id', id],
      ['auth_type', 'md5'],
      ['username', 'desk-101'],
      ['realm', domain.domain],
      ['md5_cred', createHash('md5').update(`desk-101:${domain.domain}:${PASSWORD}`).digest('hex')],
    ]);
    expect(await rowOf('ps_aors', id)).toEqual([
      ['id', id],
      ['max_contacts', '2'],
      ['remove_existing', 'no'],
    ]);
  });

  it('without a codec or a ceiling has what every phone has, and none', async () => {
    const { username } = await user();
    const row = Object.fromEntries(await rowOf('ps_endpoints', `${username}@${domain.domain}`));
    expect(row).toMatchObject({ allow: 'alaw,ulaw,g722', media_encryption: 'no' });
    expect(row).not.toHaveProperty('callerid');
  });

  it('has no aor while its domain allows no registrations', async () => {
    const { username } = await user();
    const id = `${username}@${domain.domain}`;
    const allow = (registrationAllowed: boolean) =>
      api.domain.run(tree.reseller.caller, 'updateDomain', { domainId: domain.id, registrationAllowed });
    await allow(false);
    expect(Object.fromEntries(await rowOf('ps_endpoints', id))).not.toHaveProperty('aors');
    expect(await rowOf('ps_aors', id)).toEqual([]);
    expect(await rowOf('ps_auths', id)).toHaveLength(5);
    await allow(true);
    expect(await rowOf('ps_aors', id)).toHaveLength(3);
  });
});

describe('nothing is found', () => {
  it.each(['', 'desk-101', '@', `nobody@sip.unknown.example`, 'desk\u0000@x', '%', 'a'.repeat(5_000)])(
    'by an id like %j',
    async (id) => {
      for (const table of ['ps_endpoints', 'ps_auths', 'ps_aors']) expect(await rowOf(table, id)).toEqual([]);
    },
  );

  it('of a user that is suspended or of another branch, and no list shows anybody', async () => {
    const { id: userId, username } = await user();
    const id = `${username}@${domain.domain}`;
    const strangers = basic(await makeKey(api.domain, tree.stranger, ['sip-credentials:read']));
    expect(await rowOf('ps_auths', id, strangers)).toEqual([]);
    expect(await rowOf('ps_auths', id, `Bearer ${key}`)).toHaveLength(5);
    await api.domain.run(tree.reseller.caller, 'updateUser', { userId, status: 'suspended' });
    expect(await rowOf('ps_auths', id)).toEqual([]);
    const list = await ask('from-strowger/ps_endpoints/multi', 'id%20LIKE=%25');
    expect([list.status, await list.text()]).toEqual([200, '']);
  });
});

it('refuses who may not ask, other tables and other methods', async () => {
  const others = basic(await makeKey(api.domain, tree.reseller, ['users:read']));
  const path = 'from-strowger/ps_auths/single';
  expect((await ask(path, 'id=x', basic('strow_wrong'))).status).toBe(401);
  expect((await ask(path, 'id=x', others)).status).toBe(403);
  const absent = [
    'x/ps_contacts/single',
    'x/constructor/single',
    'x/ps_auths/destroy',
    'a%20b/ps_auths/single',
  ];
  for (const other of absent) expect((await ask(other, 'id=x')).status).toBe(404);
  const read = await fetch(`${api.url}/v1/asterisk/realtime/${path}`, {
    headers: { authorization: basic(key) },
  });
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
});

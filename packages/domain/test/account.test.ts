import {
  type Caller,
  changePassword,
  confirmTotp,
  disableTotp,
  endOtherSessions,
  endOwnSession,
  endSession,
  listOwnSessions,
  readAccount,
  renewRecoveryCodes,
  sessionCaller,
  setPasswordByLink,
  signInOperator,
  startTotp,
} from '@strowger/domain';
import { createTestDomain, makeTree, type TestDomain } from '@strowger/testing/domain';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let domain: TestDomain;
let reseller: Awaited<ReturnType<typeof makeTree>>['reseller'];
let stranger: Awaited<ReturnType<typeof makeTree>>['stranger'];
beforeAll(async () => {
  domain = await createTestDomain();
  ({ reseller, stranger } = await makeTree(domain));
});
afterAll(() => domain.close());
// The throttle counts by address: each test comes from another.
beforeEach(() => {
  address = `192.0.2.${++serial}`;
});

const sentence = 'a sentence that only she knows';
const newSentence = 'another sentence that only she knows';
let serial = 0;
let address = '';

async function make() {
  const email = `ann${++serial}@account.example`;
  const made = await domain.run(domain.platform, 'createOperator', {
    customerId: reseller.id,
    email,
    name: 'Ann',
    role: 'viewer',
    password: sentence,
  });
  return { id: made.id, email };
}

const trySignIn = (email: string, password = sentence, code?: string) =>
  signInOperator(domain.deps, { email, password, code, ip: address, userAgent: 'a browser' });

async function signIn(email: string, password = sentence, code?: string): Promise<string> {
  const answer = await trySignIn(email, password, code);
  if (answer.outcome !== 'signedIn') throw new Error(answer.outcome);
  return answer.sessionId;
}

const callerOf = async (sessionId: string): Promise<Caller> => {
  const caller = await sessionCaller(domain.deps, sessionId);
  if (!caller) throw new Error('the session has ended');
  return caller;
};
const isAlive = async (sessionId: string) => (await sessionCaller(domain.deps, sessionId)) !== undefined;
const as = async (sessionId: string) => ({
  caller: await callerOf(sessionId),
  ip: address,
  requestId: 'test',
});

const lastEntries = async (subjectId: string) =>
  (await domain.run(domain.platform, 'getAuditEntries', { subjectId })).items;

/** Everything that is stored of operators, as text. */
const stored = async () => {
  const tables = ['operator', 'operator_session', 'password_link', 'operator_totp', 'recovery_code'];
  const all = [...tables, 'audit_entry', 'idempotency_record', 'sign_in_failure'];
  const rows = await domain.deps.db.rows<{ row: string }>(
    all.map((table) => `select ${table}::text as row from ${table}`).join(' union all '),
  );
  return rows.map(({ row }) => row).join('\n');
};

describe('a session', () => {
  it('ends on the server when one signs out: a copy of its cookie opens nothing', async () => {
    const { email } = await make();
    const [one, other] = [await signIn(email), await signIn(email)];
    await endSession(domain.deps, one);
    expect([await isAlive(one), await isAlive(other)]).toEqual([false, true]);
    await endSession(domain.deps, one);
  });

  it('ends after twelve hours, however much it is used', async () => {
    const { email } = await make();
    const session = await signIn(email);
    for (let hour = 1; hour < 12; hour++) {
      domain.clock.advanceSeconds(3600);
      expect(await isAlive(session)).toBe(true);
    }
    domain.clock.advanceSeconds(3600);
    expect(await isAlive(session)).toBe(false);
  });

  it('is listed to its operator, and tells to the minute when it was seen', async () => {
    const { email } = await make();
    const session = await signIn(email);
    const made = await signIn(email);
    domain.clock.advanceSeconds(61);
    const caller = await callerOf(session);
    const [own, other, ...more] = await listOwnSessions(domain.deps, caller);
    expect(more).toEqual([]);
    const now = domain.clock.now().toISOString();
    expect(own).toMatchObject({ id: session, current: true, address, lastSeenAt: now });
    expect(own).toMatchObject({ userAgent: 'a browser' });
    expect(other).toMatchObject({ id: made, current: false });
    expect(other?.lastSeenAt).toBe(other?.createdAt);
  });

  it('is ended by its operator, and by no other', async () => {
    const [ann, eve] = [await make(), await make()];
    const [here, there] = [await signIn(ann.email), await signIn(ann.email)];
    const hers = await signIn(eve.email);
    await expect(endOwnSession(domain.deps, await as(hers), { sessionId: there })).rejects.toMatchObject({
      code: 'notFound',
    });
    await endOwnSession(domain.deps, await as(here), { sessionId: there });
    expect([await isAlive(here), await isAlive(there)]).toEqual([true, false]);
    const third = await signIn(ann.email);
    await endOtherSessions(domain.deps, await as(here));
    expect([await isAlive(here), await isAlive(third), await isAlive(hers)]).toEqual([true, false, true]);
    expect((await lastEntries(ann.id))[0]).toMatchObject({ operation: 'endSession', actor: { id: ann.id } });
  });

  it('is ended with all others by an owner above', async () => {
    const { id, email } = await make();
    const session = await signIn(email);
    await domain.run(reseller.caller, 'endOperatorSessions', { operatorId: id });
    expect(await isAlive(session)).toBe(false);
  });

  it('keeps of a browser only what a table can hold', async () => {
    const { email } = await make();
    const userAgent = `Mozilla\u0000/5.0 ${'x'.repeat(1000)}`;
    const answer = await signInOperator(domain.deps, { email, password: sentence, ip: address, userAgent });
    if (answer.outcome !== 'signedIn') throw new Error(answer.outcome);
    const [own] = await listOwnSessions(domain.deps, await callerOf(answer.sessionId));
    expect(own?.userAgent).toMatch(/^Mozilla \/5\.0 x+$/);
    expect(own?.userAgent).toHaveLength(300);
  });

  it('is found by its primary key', async () => {
    const plan = await domain.deps.db.rows<{ 'QUERY PLAN': string }>(
      `explain select from operator_session s join operator o on o.id = s.operator_id where s.id = $1`,
      [crypto.randomUUID()],
    );
    expect(plan.map((line) => line['QUERY PLAN']).join()).toContain('operator_session_pkey');
  });

  it('that opens while the password is changed does not outlive the change', async () => {
    const { email } = await make();
    for (let round = 0; round < 5; round++) {
      const [from, to] = round % 2 === 0 ? [sentence, newSentence] : [newSentence, sentence];
      const who = await as(await signIn(email, from));
      const [opened] = await Promise.allSettled([
        signIn(email, from),
        changePassword(domain.deps, who, { password: from, newPassword: to }),
      ]);
      if (opened.status === 'fulfilled') expect(await isAlive(opened.value)).toBe(false);
    }
  });
});

describe('the own password', () => {
  it('is changed by who knows the present one, and every session ends', async () => {
    const { id, email } = await make();
    const [here, there] = [await signIn(email), await signIn(email)];
    await changePassword(domain.deps, await as(here), { password: sentence, newPassword: newSentence });
    expect([await isAlive(here), await isAlive(there)]).toEqual([false, false]);
    await expect(signIn(email)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await isAlive(await signIn(email, newSentence))).toBe(true);
    const [entry] = await lastEntries(id);
    expect(entry).toMatchObject({ operation: 'changePassword', actor: { id }, after: { password: '•••' } });
    expect(await stored()).not.toContain(newSentence);
  });

  it('is not changed with a wrong one, and guesses count with those at the sign-in', async () => {
    const { email } = await make();
    const session = await signIn(email);
    const guess = async () =>
      changePassword(domain.deps, await as(session), { password: 'wrong', newPassword: newSentence });
    for (let tries = 0; tries < 10; tries++) {
      await expect(guess()).rejects.toMatchObject({
        code: 'validation',
        fields: [expect.objectContaining({ pointer: '/password' })],
      });
    }
    await expect(guess()).rejects.toMatchObject({ code: 'tooManyRequests' });
    await expect(signIn(email)).rejects.toMatchObject({ code: 'tooManyRequests' });
  });
});

describe('a link to set a password', () => {
  const tokenOf = (link: string | null) => link?.split('#')[1] ?? '';
  const set = (link: string | null, password = newSentence) =>
    setPasswordByLink(domain.deps, { token: tokenOf(link), password, ip: address, requestId: 'test' });
  const makeLink = async (operatorId: string) =>
    (await domain.run(reseller.caller, 'createPasswordLink', { operatorId })).passwordLink;

  it('sets it once, ends the sessions, and is stored in no form that could be used', async () => {
    const { id, email } = await make();
    const session = await signIn(email);
    const made = await domain.run(reseller.caller, 'createPasswordLink', { operatorId: id });
    const link = made.passwordLink;
    expect(link).toMatch(/^https:\/\/voice\.example\/set-password#[\w-]{43}$/);
    expect(made).toMatchObject({ version: 2, passwordSet: true });
    expect(await isAlive(session)).toBe(true);
    const later = await domain.run(reseller.caller, 'getOperator', { operatorId: id });
    expect(later).toMatchObject({ passwordLink: null, passwordLinkExpiresAt: made.passwordLinkExpiresAt });
    expect(await stored()).not.toContain(tokenOf(link));

    expect(await set(link)).toEqual({ email });
    expect(await isAlive(session)).toBe(false);
    expect(await isAlive(await signIn(email, newSentence))).toBe(true);
    await expect(set(link, sentence)).rejects.toMatchObject({ code: 'gone' });
    const [used, makes] = await lastEntries(id);
    expect(used).toMatchObject({ operation: 'setPassword', actor: { id }, after: { password: '•••' } });
    expect(makes).toMatchObject({ operation: 'createPasswordLink', after: { passwordLink: '•••' } });
  });

  it('works for one of many who use it at the same time', async () => {
    const { id, email } = await make();
    const link = await makeLink(id);
    const sentences = Array.from({ length: 5 }, (_, nth) => `${newSentence} ${nth}`);
    const results = await Promise.allSettled(sentences.map((password) => set(link, password)));
    const winners = sentences.filter((_, nth) => results[nth]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await isAlive(await signIn(email, winners[0]))).toBe(true);
  });

  it('is void after a day, when a new one is made, when a password is set otherwise, and when disabled', async () => {
    const { id } = await make();
    const first = await makeLink(id);
    const second = await makeLink(id);
    await expect(set(first)).rejects.toMatchObject({ code: 'gone' });
    domain.clock.advanceSeconds(24 * 3600);
    await expect(set(second)).rejects.toMatchObject({ code: 'gone' });
    const third = await makeLink(id);
    await domain.run(reseller.caller, 'updateOperator', { operatorId: id, password: sentence });
    await expect(set(third)).rejects.toMatchObject({ code: 'gone' });
    const fourth = await makeLink(id);
    await domain.run(reseller.caller, 'updateOperator', { operatorId: id, enabled: false });
    await expect(set(fourth)).rejects.toMatchObject({ code: 'gone' });
    await expect(makeLink(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('invites who has no password, for a week, and nobody signs in before', async () => {
    const invited = await domain.run(reseller.caller, 'createOperator', {
      customerId: reseller.id,
      email: 'invited@account.example',
      name: 'Ivo',
      role: 'owner',
    });
    expect(invited).toMatchObject({ passwordSet: false, passwordLink: expect.stringContaining('#') });
    await expect(signIn('invited@account.example', '')).rejects.toMatchObject({ code: 'unauthorized' });
    domain.clock.advanceSeconds(7 * 24 * 3600 - 1);
    await set(invited.passwordLink);
    expect(await isAlive(await signIn('invited@account.example', newSentence))).toBe(true);
    const operator = await domain.run(reseller.caller, 'getOperator', { operatorId: invited.id });
    expect(operator).toMatchObject({ passwordSet: true, passwordLinkExpiresAt: null });
  });

  it('is made by an owner of the scope only', async () => {
    const { id } = await make();
    await expect(domain.run(stranger.caller, 'createPasswordLink', { operatorId: id })).rejects.toMatchObject(
      { code: 'notFound' },
    );
  });

  it('is not guessed: wrong ones from one address end in a pause', async () => {
    const { id } = await make();
    const link = await makeLink(id);
    const guess = () => set(`#${'A'.repeat(43)}`);
    for (let tries = 0; tries < 10; tries++) await expect(guess()).rejects.toMatchObject({ code: 'gone' });
    await expect(guess()).rejects.toMatchObject({ code: 'tooManyRequests' });
    await expect(set(link)).rejects.toMatchObject({ code: 'tooManyRequests' });
    address = '198.51.100.77';
    await set(link);
  });
});

describe('an authenticator', () => {
  /** What an app shows for the secret at the present time. */
  const shown = (secret: string, offsetSeconds = 0) =>
    new TOTP({ secret }).generate({ timestamp: domain.clock.now().getTime() + offsetSeconds * 1000 });

  async function enable() {
    const { id, email } = await make();
    const session = await signIn(email);
    const who = await as(session);
    const { secret, uri } = await startTotp(domain.deps, who, { password: sentence });
    const { codes } = await confirmTotp(domain.deps, who, { code: shown(secret) });
    domain.clock.advanceSeconds(30);
    return { id, email, session, who, secret, uri, codes };
  }

  it('counts from its confirmation on, and ends the sessions that were opened without it', async () => {
    const { id, email } = await make();
    const [here, there] = [await signIn(email), await signIn(email)];
    const who = await as(here);
    const first = await startTotp(domain.deps, who, { password: sentence });
    const { secret, uri } = await startTotp(domain.deps, who, { password: sentence });
    expect(uri).toContain(`otpauth://totp/Strowger:${encodeURIComponent(email)}?`);
    expect(uri).toContain(`secret=${secret}`);
    expect(await stored()).not.toContain(secret);
    expect(await trySignIn(email)).toMatchObject({ outcome: 'signedIn' });
    for (const code of ['000000', shown(first.secret)]) {
      await expect(confirmTotp(domain.deps, who, { code })).rejects.toMatchObject({
        code: 'validation',
        fields: [expect.objectContaining({ pointer: '/code' })],
      });
    }
    const { codes } = await confirmTotp(domain.deps, who, { code: shown(secret) });
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[2-9a-hj-km-np-z]{5}-[2-9a-hj-km-np-z]{5}$/.test(code))).toBe(true);
    expect([await isAlive(here), await isAlive(there)]).toEqual([true, false]);
    expect(await readAccount(domain.deps, who.caller)).toMatchObject({
      totpEnabled: true,
      recoveryCodesLeft: 10,
    });
    const [entry] = await lastEntries(id);
    expect(entry).toMatchObject({ operation: 'enableTotp', before: { totpEnabled: false } });
    await expect(startTotp(domain.deps, who, { password: sentence })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is asked for at the sign-in, where a code works once', async () => {
    const { email, secret } = await enable();
    expect(await trySignIn(email)).toEqual({ outcome: 'codeRequired' });
    await expect(trySignIn(email, 'wrong', shown(secret))).rejects.toMatchObject({ fields: [] });
    await expect(trySignIn(email, sentence, '000000')).rejects.toMatchObject({
      code: 'unauthorized',
      fields: [expect.objectContaining({ pointer: '/code' })],
    });
    const code = shown(secret);
    const results = await Promise.allSettled([1, 2, 3].map(() => signIn(email, sentence, code)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(trySignIn(email, sentence, code)).rejects.toMatchObject({ code: 'unauthorized' });
    // One from before counts no more either, though a clock may be off by a period.
    await expect(trySignIn(email, sentence, shown(secret, -30))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    domain.clock.advanceSeconds(30);
    const spaced = shown(secret).replace(/(...)/, '$1 ');
    expect(await isAlive(await signIn(email, sentence, spaced))).toBe(true);
  });

  it('does not take the code again by which it was confirmed', async () => {
    const { email } = await make();
    const who = await as(await signIn(email));
    const { secret } = await startTotp(domain.deps, who, { password: sentence });
    await confirmTotp(domain.deps, who, { code: shown(secret) });
    await expect(trySignIn(email, sentence, shown(secret))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('is stood in for by a recovery code, once', async () => {
    const { email, who, codes, secret } = await enable();
    expect(await stored()).not.toContain(codes[0]?.replace('-', ''));
    await signIn(email, sentence, codes[0]);
    await expect(signIn(email, sentence, codes[0])).rejects.toMatchObject({ code: 'unauthorized' });
    await signIn(email, sentence, codes[1]?.toUpperCase().replace('-', ' '));
    expect(await readAccount(domain.deps, who.caller)).toMatchObject({ recoveryCodesLeft: 8 });
    const proof = { password: sentence, code: shown(secret) };
    const renewed = await renewRecoveryCodes(domain.deps, who, proof);
    expect(renewed.codes).toHaveLength(10);
    await expect(signIn(email, sentence, codes[2])).rejects.toMatchObject({ code: 'unauthorized' });
    await signIn(email, sentence, renewed.codes[2]);
  });

  it('is not guessed: by email in a quarter of an hour, and by the day with the password', async () => {
    const { email } = await enable();
    const guess = () => trySignIn(email, sentence, '000000').catch((error) => error.code);
    const answers: string[] = [];
    for (let quarter = 0; quarter < 4; quarter++) {
      address = `203.0.113.${++serial % 250}`;
      for (let tries = 0; tries < 11; tries++) answers.push(await guess());
      domain.clock.advanceSeconds(15 * 60 + 1);
    }
    expect(answers.filter((code) => code === 'unauthorized')).toHaveLength(30);
    expect(answers.filter((code) => code === 'tooManyRequests')).toHaveLength(14);
    domain.clock.advanceSeconds(24 * 3600);
    expect(await guess()).toBe('unauthorized');
  });

  it('is switched off with the password and a code, and with less by nobody', async () => {
    const { id, email, who, secret } = await enable();
    const off = (password: string, code: string) => disableTotp(domain.deps, who, { password, code });
    await expect(off('wrong', shown(secret))).rejects.toMatchObject({ code: 'validation' });
    await expect(off(sentence, '000000')).rejects.toMatchObject({
      code: 'validation',
      fields: [expect.objectContaining({ pointer: '/code' })],
    });
    await off(sentence, shown(secret));
    expect((await lastEntries(id))[0]).toMatchObject({ operation: 'disableTotp' });
    expect(await trySignIn(email)).toMatchObject({ outcome: 'signedIn' });
    await expect(off(sentence, shown(secret))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is switched off by an owner of the scope, which ends the sessions and stands in the log', async () => {
    const { id, email, session } = await enable();
    const asOwner = () => domain.run(reseller.caller, 'disableOperatorTotp', { operatorId: id });
    await expect(
      domain.run(stranger.caller, 'disableOperatorTotp', { operatorId: id }),
    ).rejects.toMatchObject({ code: 'notFound' });
    expect(await asOwner()).toMatchObject({ totpEnabled: false });
    expect(await isAlive(session)).toBe(false);
    expect(await trySignIn(email)).toMatchObject({ outcome: 'signedIn' });
    expect((await lastEntries(id))[0]).toMatchObject({
      operation: 'disableOperatorTotp',
      before: { totpEnabled: true },
      after: { totpEnabled: false },
    });
    await expect(asOwner()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stays on when the password is set by a link', async () => {
    const { id, email } = await enable();
    const made = await domain.run(reseller.caller, 'createPasswordLink', { operatorId: id });
    const token = made.passwordLink?.split('#')[1] ?? '';
    await setPasswordByLink(domain.deps, { token, password: newSentence, ip: address, requestId: 'test' });
    expect(await trySignIn(email, newSentence)).toEqual({ outcome: 'codeRequired' });
  });
});

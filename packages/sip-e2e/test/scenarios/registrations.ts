import { expect, it } from 'vitest';
import { eventually } from '../world/find-records.ts';
import { DOMAIN, PASSWORD, type Phone, type World } from '../world/make-world.ts';
import { register } from '../world/place-call.ts';

const contact = { contactHost: '127.0.0.1', contactPort: 5060 };
const plan = ({ username: user, domain }: Phone) => ({ user, domain, password: PASSWORD, ...contact });

/** Who may register, and what a registration is good for. */
export function describeRegistrations(world: () => World): void {
  const tried = (...args: Parameters<typeof register> extends [string, ...infer Rest] ? Rest : never) =>
    register(world().stack.sip, ...args);

  it('stand in the database until they are taken back', async () => {
    const w = world();
    const [alice, bob] = [await w.user(), await w.user('answers')];
    const location = () =>
      w.stack.rows<{ contact: string }>(
        'select contact from kam.location where username = $1 and domain = $2',
        [bob.username, DOMAIN],
      );
    expect(await location()).toEqual([
      { contact: `sip:${bob.username}@127.0.0.1:${w.phones.portOf('answers')}` },
    ]);
    await w.register(bob, 'answers', { expires: 0 });
    await eventually(location, (rows) => rows.length === 0);
    expect(await w.call(alice, bob.username)).toMatchObject({ code: 480, isClean: true });
  });

  it('need the password, which is not told apart from a name that nobody has', async () => {
    const w = world();
    const alice = await w.user();
    const wrong = await tried({ ...plan(alice), password: 'not-the-right-one' }, 401);
    const nobody = await tried({ ...plan(alice), user: 'nobody-at-all' }, 401);
    expect(wrong).toEqual(['SIP/2.0 401 Unauthorized', 'SIP/2.0 401 Unauthorized']);
    expect(nobody).toEqual(wrong);
    expect(await w.call(alice, '+31101', { password: 'not-the-right-one' })).toMatchObject({ code: 407 });
  });

  it('of a suspended user are refused from then on, and so are its calls', async () => {
    const w = world();
    const alice = await w.user('answers');
    await w.api.call('updateUser', { userId: alice.id, status: 'suspended' });
    expect((await tried(plan(alice), 403)).at(-1)).toBe('SIP/2.0 403 Registration Not Allowed');
    expect(await w.call(alice, w.someone())).toMatchObject({ code: 403, reason: 'userSuspended' });
    expect(await w.call(await w.user(), alice.username)).toMatchObject({
      code: 480,
      reason: 'userUnavailable',
    });
  });

  it('are as many as the user may have', async () => {
    const w = world();
    const alice = await w.user(undefined, { maxRegistrations: 1 });
    expect((await tried(plan(alice))).at(-1)).toBe('SIP/2.0 200 OK');
    const second = await tried({ ...plan(alice), contactPort: 5070 }, 503);
    expect(second.at(-1)).toMatch(/^SIP\/2\.0 503 /);
  });

  it('at a domain that takes none are refused', async () => {
    const w = world();
    const closed = { customerId: w.root, domain: 'sip.closed.example', registrationAllowed: false };
    w.domains['sip.closed.example'] = (await w.api.call('createDomain', closed)).id;
    const alice = await w.user(undefined, {}, 'sip.closed.example');
    expect((await tried(plan(alice), 403)).at(-1)).toBe('SIP/2.0 403 Registration Not Allowed');
  });

  it('calls in the name of somebody else are refused', async () => {
    const w = world();
    const [alice, bob] = [await w.user(), await w.user()];
    const call = await w.call(bob, w.someone(), { authUser: alice.username });
    expect(call).toMatchObject({ code: 403, reason: 'Identity Mismatch' });
  });
}

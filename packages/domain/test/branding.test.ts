import { readBrand, readBrandOf, readLogo } from '@strowger/domain';
import { createTestDomain, makeTree, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

/** A PNG of one pixel, and the same that says it is wider. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const jpegStart = [0xff, 0xd8, 0xff, 0xe0];
const wide = (() => {
  const bytes = Buffer.from(png, 'base64');
  bytes.writeUInt32BE(2_049, 16);
  return bytes.toString('base64');
})();
const tooLarge = Buffer.concat([Buffer.from(png, 'base64'), Buffer.alloc(65_537)])
  .subarray(0, 65_537)
  .toString('base64');
const text = (content: string) => Buffer.from(content).toString('base64');

describe('the brand of a customer', () => {
  it('is that of the nearest level above, part by part, and nobody beside sees it', async () => {
    const { reseller, child, end, stranger } = await makeTree(domain);
    await domain.run(reseller.caller, 'updateCustomer', {
      customerId: reseller.id,
      branding: { name: 'Noord', colour: '#ff8800' },
    });
    await domain.run(child.caller, 'updateCustomer', { customerId: child.id, branding: { name: 'Wad' } });
    expect(await readBrand(domain.deps, reseller.caller.path)).toEqual({ name: 'Noord', colour: '#ff8800' });
    expect(await readBrand(domain.deps, end.caller.path)).toEqual({ name: 'Wad', colour: '#ff8800' });
    expect(await readBrandOf(domain.deps, child.id)).toEqual({ name: 'Wad', colour: '#ff8800' });
    expect(await readBrand(domain.deps, stranger.caller.path)).toEqual({});
    expect(await readBrandOf(domain.deps, 'nonsense')).toBeUndefined();
  });

  it('has a logo that is served by its hash, replaced, and taken away', async () => {
    const { reseller, child } = await makeTree(domain);
    const set = (image: string | null, ifVersion?: number) =>
      domain.run(reseller.caller, 'setCustomerLogo', { customerId: reseller.id, image }, { ifVersion });
    const first = await set(png);
    const hash = /\/logos\/([0-9a-f]{64})$/.exec(first.branding.logoUrl ?? '')?.[1] ?? '';
    expect(await readLogo(domain.deps, hash)).toMatchObject({ mediaType: 'image/png' });
    expect((await readBrand(domain.deps, child.caller.path)).logoPath).toBe(`/logos/${hash}`);
    await expect(set(null, first.version - 1)).rejects.toMatchObject({ code: 'staleVersion' });
    expect((await set(null)).branding).toEqual({});
    expect(await readLogo(domain.deps, hash)).toBeUndefined();
    // One that lies on another origin is kept, and not shown.
    await domain.run(reseller.caller, 'updateCustomer', {
      customerId: reseller.id,
      branding: { logoUrl: 'https://elsewhere.example/logo.png' },
    });
    expect(await readBrand(domain.deps, child.caller.path)).toEqual({});
  });

  it.each([
    ['a drawing that can hold script', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['a picture that is cut off', Buffer.from(jpegStart).toString('base64')],
    ['one that is too wide', wide],
    ['one that is too large', tooLarge],
  ])('refuses %s, at its field', async (_, image) => {
    const { reseller } = await makeTree(domain);
    const refused = domain.run(reseller.caller, 'setCustomerLogo', { customerId: reseller.id, image });
    await expect(refused).rejects.toMatchObject({ code: 'validation' });
  });

  it('goes with the customer', async () => {
    const { reseller, child, end } = await makeTree(domain);
    await domain.run(child.caller, 'setCustomerLogo', { customerId: end.id, image: png });
    for (const customerId of [end.id])
      await domain.run(reseller.caller, 'updateCustomer', { customerId, status: 'terminated' });
    await domain.run(reseller.caller, 'deleteCustomer', { customerId: end.id });
    expect(await readBrandOf(domain.deps, end.id)).toBeUndefined();
  });
});

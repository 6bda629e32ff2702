import { checkAccessibility } from './check-accessibility.ts';
import { makeOneOfEach, walkRooms } from './one-of-each.ts';
import { sizes } from './sizes.ts';
import { expect, test } from './test.ts';

/** As long as a field lets it be, without a place to break, with letters that are written from the right and a sign of two. */
const longest = (length: number): string => `🦜שלום${'W'.repeat(length)}`.slice(0, length);
const LONG: [string, ...string[]] = [longest(200), ...[128, 120, 100, 80, 64, 40, 32, 20].map(longest)];

test('very long texts, some from right to left, stay in their place in every room and on every page of one thing', async ({
  page,
  signInAs,
}) => {
  test.slow();
  const customerId = await makeOneOfEach(page, await signInAs('platform'), LONG);
  let shown = 0;
  await walkRooms(page, customerId, async (address, isThing) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    if ((await page.getByRole('main').textContent())?.includes('🦜שלוםWWWW')) shown++;
    for (const size of ['phone', 'desktop'] as const) {
      await page.setViewportSize(sizes[size].viewport);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${address}, ${size}: wider than the screen by`).toBeLessThanOrEqual(0);
      // The lists are looked at in accessibility.spec.ts.
      if (isThing) await checkAccessibility(page, `${address}, ${size}`);
    }
  });
  expect(shown).toBeGreaterThan(10);
});

import { creatingRooms } from './rooms.ts';
import { groupsOf } from './sizes.ts';
import { expect, test } from './test.ts';

test.use({ hand: 'keyboard' });

for (const group of groupsOf(creatingRooms, 6)) {
  test(`the focus goes into the drawer and back to what opened it: ${group.map(([room]) => room).join(', ')}`, async ({
    page,
    signInAs,
  }) => {
    test.slow();
    const customerId = await signInAs('noordzee');
    for (const [room] of group) {
      await test.step(room, async () => {
        await page.goto(`/customers/${customerId}/${room}`);
        const opener = page.getByRole('button', { name: /^(New|Order|Invite) / }).first();
        await opener.click();
        const drawer = page.getByRole('dialog');
        await expect(drawer.locator('input, select, textarea').first(), room).toBeFocused();
        // It stays in there: the last stop leads to the first.
        await drawer.locator('button[type=submit]').focus();
        await page.keyboard.press('Tab');
        await expect(drawer.locator(':focus'), room).toHaveCount(1);
        await page.keyboard.press('Escape');
        await expect(drawer, room).toBeHidden();
        await expect(opener, room).toBeFocused();
      });
    }
  });
}

test('the first stop leads past the frame into the room', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/customers`);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

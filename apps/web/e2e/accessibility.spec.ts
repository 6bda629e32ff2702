import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { checkAccessibility as check } from './check-accessibility.ts';
import { creatingRooms, formRooms, listRooms, roomsOfThings } from './rooms.ts';
import { expect, test, unique } from './test.ts';

const sizes = {
  desktop: { viewport: { width: 1360, height: 850 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** The users of the demo belong to end customers. */
const createUser = (page: Page, customerId: string) =>
  call(page, 'createUser', {
    customerId,
    username: unique('axe').replace(' ', '-'),
    password: 'Kettle-Quartz-71',
  });

for (const [size, use] of Object.entries(sizes)) {
  test.describe(`on ${size}`, () => {
    test.use(use);

    test('sign-in has no violation', async ({ page }) => {
      await page.goto('/sign-in?ended=1');
      await check(page, 'sign-in');
      await page.getByLabel('Email').fill('axe@nowhere.example');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
      await check(page, 'sign-in, refused');
    });

    test('no page for people without a sign-in has a violation', async ({ page }) => {
      for (const path of [
        '/confirm-consumer/some-token',
        '/confirm-consumer/confirmed',
        '/confirm-consumer/expired',
      ]) {
        await page.goto(path);
        await check(page, path);
      }
    });

    for (const room of [...listRooms, ...formRooms]) {
      test(`the room ${room} has no violation`, async ({ page, signInAs }) => {
        const customerId = await signInAs('noordzee');
        await page.goto(`/customers/${customerId}/${room}`, { waitUntil: 'networkidle' });
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await check(page, room);
      });
    }

    test('no empty list has a violation, nor what is not there', async ({ page, signInAs }) => {
      const customerId = await signInAs('noordzee');
      await page.goto(`/customers/${customerId}/customers?search=nothing-like-it`);
      await expect(page.getByRole('heading', { name: 'No customer fits' })).toBeVisible();
      await check(page, 'nothing found');
      await page.goto('/customers/nonsense/users');
      await check(page, 'not found');
    });

    for (const [room, needsFields] of creatingRooms) {
      test(`the form of ${room} has no violation`, async ({ page, signInAs }) => {
        const customerId = await signInAs('noordzee');
        await page.goto(`/customers/${customerId}/${room}?new=true`);
        const drawer = page.getByRole('dialog');
        await drawer.getByRole('button', { name: 'Cancel' }).waitFor();
        if (needsFields) {
          await drawer.locator('button[type=submit]').click();
          await expect(drawer.locator('[aria-invalid=true], [role=alert]:not(:empty)').first()).toBeVisible();
        }
        await check(page, `${room}, new`);
      });
    }

    for (const room of roomsOfThings) {
      test(`one of ${room} has no violation`, async ({ page, signInAs }) => {
        const customerId = await signInAs('noordzee');
        if (room === 'users') await createUser(page, customerId);
        await page.goto(`/customers/${customerId}/${room}`);
        await page.getByRole('row').getByRole('link').first().click();
        await expect(page).toHaveURL(new RegExp(`/${room}/`));
        await page.waitForLoadState('networkidle');
        await check(page, `${room}, one`);
      });
    }

    test('the menu and the tree have no violation', async ({ page, signInAs }) => {
      const customerId = await signInAs('noordzee');
      await page.goto(`/customers/${customerId}/details`, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: /account and theme/ }).click();
      await check(page, 'menu');
      if (size === 'phone') {
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Open the customer tree' }).click();
        await page.getByRole('dialog').getByRole('treeitem').first().waitFor();
        await check(page, 'tree');
      }
    });
  });
}

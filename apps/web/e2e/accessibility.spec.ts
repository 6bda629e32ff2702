import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { bulkRooms, creatingRooms, formRooms, listRooms, roomsOfThings } from './rooms.ts';
import { groupsOf, sizes } from './sizes.ts';
import { expect, test, unique } from './test.ts';

/** The users of the demo belong to end customers. */
const createUser = (page: Page, customerId: string) =>
  call(page, 'createUser', {
    customerId,
    username: unique('axe').replace(' ', '-'),
    password: 'Kettle-Quartz-71',
  });

/** What is looked at: how to come there, in a browser that is signed in. */
type View = { name: string; open: (page: Page, customerId: string) => Promise<void> };

const rooms: View[] = [...listRooms, ...formRooms, ...bulkRooms].map((room) => ({
  name: room,
  open: async (page, customerId) => {
    await page.goto(`/customers/${customerId}/${room}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
}));

const forms: View[] = creatingRooms.map(([room, needsFields]) => ({
  name: `${room}, new`,
  open: async (page, customerId) => {
    await page.goto(`/customers/${customerId}/${room}?new=true`);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Cancel' }).waitFor();
    if (!needsFields) return;
    await drawer.locator('button[type=submit]').click();
    await expect(drawer.locator('[aria-invalid=true], [role=alert]:not(:empty)').first()).toBeVisible();
  },
}));

const things: View[] = roomsOfThings.map((room) => ({
  name: `one of ${room}`,
  open: async (page, customerId) => {
    if (room === 'users') await createUser(page, customerId);
    await page.goto(`/customers/${customerId}/${room}`);
    await page.getByRole('row').getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`/${room}/`));
  },
}));

const others: View[] = [
  {
    name: 'nothing found',
    open: async (page, customerId) => {
      await page.goto(`/customers/${customerId}/customers?search=nothing-like-it`);
      await expect(page.getByRole('heading', { name: 'No customer fits' })).toBeVisible();
    },
  },
  {
    name: 'not found',
    open: async (page) => {
      await page.goto('/customers/nonsense/users');
      await expect(page.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible();
    },
  },
  {
    name: 'menu',
    open: async (page, customerId) => {
      await page.goto(`/customers/${customerId}/details`);
      await page.getByRole('button', { name: /account and theme/ }).click();
      await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
    },
  },
];

/** A pane beside the page on a desktop, there on each of the above. */
const tree: View = {
  name: 'tree',
  open: async (page, customerId) => {
    await page.goto(`/customers/${customerId}/details`);
    await page.getByRole('button', { name: 'Open the customer tree' }).click();
    await page.getByRole('dialog').getByRole('treeitem').first().waitFor();
  },
};

/** What comes on demand has come, in either theme nothing is wrong, and nothing is wider than the screen. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await checkAccessibility(page, name);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${name}: wider than the screen by`).toBeLessThanOrEqual(0);
}

const VIEWS_A_TEST = 10;

for (const [size, use] of Object.entries(sizes)) {
  test.describe(`on ${size}`, () => {
    test.use(use);

    test('no page for people without a sign-in has a violation', async ({ page }) => {
      for (const path of [
        '/confirm-consumer/some-token',
        '/confirm-consumer/confirmed',
        '/confirm-consumer/expired',
        '/sign-in?ended=1',
      ]) {
        await page.goto(path);
        await look(page, path);
      }
      await page.getByLabel('Email').fill('axe@nowhere.example');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
      await look(page, 'sign-in, refused');
    });

    const views = [...rooms, ...forms, ...things, ...others, ...(size === 'phone' ? [tree] : [])];
    for (const group of groupsOf(views, VIEWS_A_TEST)) {
      test(`no violation: ${group.map(({ name }) => name).join(' · ')}`, async ({ page, signInAs }) => {
        test.slow();
        const customerId = await signInAs('noordzee');
        for (const { name, open } of group) {
          await test.step(name, async () => {
            await open(page, customerId);
            await look(page, name);
          });
        }
      });
    }
  });
}

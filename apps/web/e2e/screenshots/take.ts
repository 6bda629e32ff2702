import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { tellStack } from '../env.ts';
import { startReceiver } from '../receiver.ts';
import { stack } from '../stack.ts';
import { startStack } from '../start-stack.ts';
import { hydrated, signInTo } from '../test.ts';
import { furnish, order } from './furnish.ts';
import { savePicture } from './save-picture.ts';
import { takeMoney } from './take-money.ts';
import { takeRooms } from './take-rooms.ts';

/**
 * Makes docs/screenshots from a running demo: `pnpm screenshots`, after a build. `pnpm screenshots looks`: every room in both themes
 * and widths, into docs/screenshots/looks, which is not kept.
 */
const folder = fileURLToPath(new URL('../../../../docs/screenshots/', import.meta.url));
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const running = await startStack();
tellStack(running.line);
const browser = await chromium.launch(launchOptions);
const slow = await startReceiver('echo', 350);
const broken = await startReceiver('refuse');
try {
  await mkdir(folder, { recursive: true });
  if (process.argv.includes('looks')) await takeRooms(`${folder}looks/`, open, true);
  else {
    await takeStories(browser);
    await takeRooms(`${folder}rooms/`, open, false);
  }
} finally {
  await browser.close();
  slow.close();
  broken.close();
  await running.stop();
}

async function open(options: BrowserContextOptions): Promise<{ page: Page; customerId: string }> {
  const context = await browser.newContext({
    baseURL: stack().baseUrl,
    timezoneId: 'Europe/Amsterdam',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  return { page, customerId: await signInTo(page, 'noordzee') };
}

async function show(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await hydrated(page);
}

async function shoot(page: Page, name: string): Promise<void> {
  await savePicture(page, `${folder}${name}.png`);
}

/** What the documentation tells of. */
async function takeStories(browser: Browser): Promise<void> {
  const guest = await browser.newPage({ baseURL: stack().baseUrl, ...desktop });
  await show(guest, '/sign-in');
  await shoot(guest, 'sign-in');

  const { page, customerId } = await open(desktop);
  await show(page, `/customers/${customerId}/overview?period=30d`);
  await shoot(page, 'overview');
  await bulk(page, customerId);
  const { slowId } = await furnish(page, customerId, { slow: slow.url, broken: broken.url });
  const room = (name: string) => `/customers/${customerId}/${name}`;
  await show(page, `${room('consumers')}/${slowId}`);
  await page.getByText('It answered with the challenge.').waitFor();
  await shoot(page, 'consumer');

  const requestId = await order(page, customerId, slowId);
  await show(page, `${room('requests')}/${requestId}`);
  await page
    .getByRole('row', { name: /Delivered/ })
    .nth(24)
    .waitFor();
  await shoot(page, 'record-request');

  await show(page, room('customers'));
  await page.getByRole('treeitem', { name: 'Waddenvoice' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: 'Bakkerij Jansen' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search by name' }).focus();
  await shoot(page, 'customers');
  await show(page, `${room('customers')}?new=true`);
  await page.getByRole('dialog').getByLabel('Name').fill('Zeilschool Den Oever');
  await shoot(page, 'new-customer');
  await staleWrite(page);
  await takeMoney({ page, customerId, show, shoot });

  const night = await open({ ...desktop, colorScheme: 'dark' });
  await show(night.page, room('inbox'));
  await night.page.getByRole('button', { name: /Batch 1/ }).click();
  await night.page.getByRole('button', { name: /^records: \[/ }).click();
  await night.page.getByRole('button', { name: /^0: \{/ }).click();
  await shoot(night.page, 'inbox-dark');
  await show(night.page, room('requests'));
  await shoot(night.page, 'record-requests-dark');

  const hand = await open(phone);
  await show(hand.page, room('customers'));
  await shoot(hand.page, 'phone-customers');
  await hand.page.getByRole('button', { name: 'Open the customer tree' }).click();
  await hand.page.getByRole('dialog').getByRole('treeitem').first().waitFor();
  await shoot(hand.page, 'phone-tree');
}

/** Ten users and their numbers, of which one line needs another look. */
async function bulk(page: Page, customerId: string): Promise<void> {
  await show(page, `/customers/${customerId}/users/bulk`);
  const lines = Array.from({ length: 10 }, (_, at) => `desk-${101 + at};Desk ${1 + at};+3120555${1010 + at}`);
  const text = ['Username;Name;Phone number', ...lines].join('\n').replace('desk-104', 'desk 104');
  await page.getByRole('textbox', { name: 'Lines to create' }).fill(text);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('heading', { name: '9 lines can be created' }).waitFor();
  await shoot(page, 'bulk-users');
}

/** Two people save the same customer; the second sees what the first has changed. */
async function staleWrite(page: Page): Promise<void> {
  await show(page, page.url().replace('?new=true', ''));
  await page.getByRole('link', { name: 'Vishandel Post' }).first().click();
  await page.getByLabel('Credit limit').waitFor();
  await hydrated(page);
  const colleague = await page.context().newPage();
  await show(colleague, page.url());
  await colleague.getByLabel('Credit limit').fill('900.00');
  await colleague.getByLabel('City', { exact: true }).fill('Urk');
  await colleague.getByRole('button', { name: 'Save changes' }).click();
  await colleague.getByText('was saved').waitFor();
  await page.getByLabel('Credit limit').fill('250.00');
  await page.getByLabel('Default caller id').fill('+31527681234');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Somebody else saved this meanwhile').waitFor();
  await shoot(page, 'stale-write');
}

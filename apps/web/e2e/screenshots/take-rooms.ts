import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { stack } from '../stack.ts';
import { hydrated } from '../test.ts';
import { savePicture } from './save-picture.ts';

type Opened = { page: Page; customerId: string };
type Open = (options: BrowserContextOptions) => Promise<Opened>;

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const looks = {
  light: { ...desktop, colorScheme: 'light' },
  dark: { ...desktop, colorScheme: 'dark' },
  'phone-light': { ...phone, colorScheme: 'light' },
  'phone-dark': { ...phone, colorScheme: 'dark' },
} as const;

/** Those that are kept in every look, too: a list, a form, figures and one thing. */
const inEveryLook = ['call-records', 'details', 'usage'];

/** Pages that the navigation does not lead to. */
const besides = [
  'users/bulk',
  'customers/bulk',
  'extensions/bulk',
  'tariffplans/reratings',
  'users?new=true',
  'requests?new=true',
];

/**
 * Every room, the first thing that it lists, and the pages beside the rooms. The rooms are those of the navigation, so that a new one is
 * among them. @param isAll in both themes and widths, to be looked at; else what is kept in the repository
 */
export async function takeRooms(folder: string, open: Open, isAll: boolean): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [look, options] of Object.entries(looks)) {
    const isFirst = look === 'light';
    const { page, customerId } = await open(options);
    const nameOf = (path: string) =>
      `${path.replace(/\W+/g, '-').replace(/-true$/, '')}${isFirst ? '' : `-${look}`}`;
    const take = async (name: string, address: string) => {
      await show(page, address);
      await savePicture(page, `${folder}${nameOf(name)}.png`);
    };
    await page.goto(`/customers/${customerId}/overview`);
    const rooms = await roomsOf(page);
    for (const room of isAll || isFirst ? rooms : inEveryLook) {
      await take(room, `/customers/${customerId}/${room}`);
      const first = page.locator('main tbody tr a').first();
      const target = (await first.count()) > 0 ? await first.getAttribute('href') : null;
      if (target !== null && isFirst) await take(`${room} one`, target);
    }
    if (isFirst) {
      for (const path of besides) await take(path, `/customers/${customerId}/${path}`);
      await take('account', '/account');
      await take('api-reference', '/docs/api/users');
      await takeEntrance(page, folder);
    }
    await page.context().close();
  }
}

/** What one sees before one has signed in: of an installation of its own. */
async function takeEntrance(page: Page, folder: string): Promise<void> {
  const answer = await fetch(`${stack().controlUrl}/installation`, { method: 'POST' });
  const { baseUrl } = (await answer.json()) as { baseUrl: string };
  await show(page, `${baseUrl}/set-up`);
  await savePicture(page, `${folder}set-up.png`);
  await show(page, '/set-password');
  await savePicture(page, `${folder}set-password.png`);
}

async function roomsOf(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: 'Of this customer' }).locator('a');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return addresses.map((address) => address.split('/').at(-1) ?? '').filter((name) => name !== '');
}

async function show(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await hydrated(page);
}

import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { hydrated } from '../test.ts';

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

/**
 * Every room that is built, and the first thing that it lists, in both themes, on desktop and phone width. The rooms are those of
 * the navigation, so that a new one is among them. They are made to be looked at, and not kept in the repository.
 */
export async function shootRooms(folder: string, open: Open): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [look, options] of Object.entries(looks)) {
    const { page, customerId } = await open(options);
    await page.goto(`/customers/${customerId}/overview`);
    for (const room of await roomsOf(page)) {
      await show(page, `/customers/${customerId}/${room}`);
      await page.screenshot({ path: `${folder}${room}-${look}.png` });
      const first = page.locator('main tbody tr a').first();
      const target = (await first.count()) > 0 ? await first.getAttribute('href') : null;
      if (target === null || look.startsWith('phone')) continue;
      await show(page, target);
      await page.screenshot({ path: `${folder}${room}-one-${look}.png` });
    }
    await page.context().close();
  }
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

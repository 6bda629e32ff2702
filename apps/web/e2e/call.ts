import type { Browser, Page } from '@playwright/test';
import { type Person, stack } from './stack.ts';
import { expect, signInTo } from './test.ts';

/** A change by the console's own interface, signed in as the page is. @returns what came of it; the test fails if it was refused */
export async function call<T = { id: string; version: number }>(
  page: Page,
  procedure: string,
  data: object,
): Promise<T> {
  const answer = await page.request.post(`${stack().baseUrl}/api/trpc/${procedure}`, { data });
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** A page beside the test's own, signed in as somebody else, for as long as `run` takes. */
export async function actAs<T>(
  browser: Browser,
  person: Person,
  run: (page: Page, customerId: string) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const result = await run(page, await signInTo(page, person));
  await context.close();
  return result;
}

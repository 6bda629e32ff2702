import { test as base, type Cookie, expect, type Page, type Response } from '@playwright/test';
import { DocumentedAnswers } from '../test/documented-answers.ts';
import { workByKeyboard } from './by-keyboard.ts';
import { operator, type Person, stack } from './stack.ts';

/** A refused call is a console error of the browser's own; what is refused is a test's matter. */
const expectedNoise = /^Failed to load resource: /;

type Fixtures = {
  /** What the page is worked with: `test.use({ hand: 'keyboard' })` takes the mouse away (by-keyboard.ts). */
  hand: 'mouse' | 'keyboard';
  /** Signs the page's browser context in, without the form. @returns the customer that the operator acts for */
  signInAs: (person: Person) => Promise<string>;
  guard: undefined;
};

/**
 * Every test fails where the page throws, writes an error to the console, breaks its policy, asks another origin, or gets an
 * answer of the public API that is not in the OpenAPI document.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to find out what a fixture needs
  baseURL: async ({}, use) => use(stack().baseUrl),
  guard: [
    async ({ page }, use) => {
      const faults = watch(page);
      const outside = watchAnswers(page);
      await use(undefined);
      expect(faults, 'faults in the browser').toEqual([]);
      expect(await outside(), 'answers that are not documented').toEqual([]);
    },
    { auto: true },
  ],
  hand: ['mouse', { option: true }],
  page: async ({ page, hand }, use) => {
    const putMouseBack = hand === 'keyboard' ? workByKeyboard(page) : undefined;
    // A person needs longer without a mouse, too.
    if (putMouseBack) base.info().setTimeout(base.info().timeout * 2);
    const goto = page.goto.bind(page);
    page.goto = async (...to) => {
      const answer = await goto(...to);
      await hydrated(page);
      return answer;
    };
    await use(page);
    putMouseBack?.();
  },
  signInAs: async ({ page }, use) => {
    await use((person) => signInTo(page, person));
  },
});

/**
 * Waits until React has taken over the controls: a person is slower than that, a test is not. A control is React's before
 * its form has put its value in, which happens in the same task or the next: hence the wait for an idle moment.
 */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = 'main button, main input:not([type=hidden]), main select, nav a';
    const isTaken = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps'));
    const elements = [...document.querySelectorAll(controls)];
    return elements.every(isTaken) && !document.querySelector('main [aria-busy=true]');
  });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Collects what must not happen on a page. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  const add = (fault: string) => faults.push(`${page.url()}: ${fault}`);
  page.on('pageerror', (error) => add(`threw: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expectedNoise.test(message.text())) add(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(stack().baseUrl)) add(`asked another origin: ${request.url()}`);
  });
  return faults;
}

let documented: DocumentedAnswers | undefined;

/** Holds what the page gets of the public API against the document. @returns what stands outside of it */
function watchAnswers(page: Page): () => Promise<string[]> {
  const checks: Promise<string | undefined>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/v1/')) checks.push(faultOf(response));
  });
  return async () => (await Promise.all(checks)).filter((fault) => fault !== undefined);
}

async function faultOf(response: Response): Promise<string | undefined> {
  documented ??= new DocumentedAnswers(stack().baseUrl);
  const request = { method: response.request().method(), path: new URL(response.url()).pathname };
  // A page that goes elsewhere takes the rest of an answer with it.
  const body = await response.text().catch(() => undefined);
  if (body === undefined) return undefined;
  const reply = { status: response.status(), headers: await response.allHeaders(), body };
  const fault = documented.fault(request, reply);
  return fault && `${request.method} ${request.path} ${reply.status}: ${fault}`;
}

const SESSION = 'strowger.session';
/** A worker signs each person in once, and anew where a test has ended the session. */
const sessions = new Map<Person, Cookie>();

/** The sign-in of next-auth over HTTP: its cookies land in the page's context. @returns the customer that the operator acts for */
export async function signInTo(page: Page, person: Person): Promise<string> {
  const { baseUrl } = stack();
  const context = page.context();
  const kept = sessions.get(person);
  if (kept) await context.addCookies([kept]);
  const stands = kept !== undefined && (await page.request.get(`${baseUrl}/api/trpc/account.get`)).ok();
  if (!stands) await signInAnew(page, person);
  const session = (await context.cookies()).find(({ name }) => name === SESSION);
  if (session) sessions.set(person, session);
  // As if the operator had been here before: the first page is rendered in the right time zone.
  await context.addCookies([{ name: 'strowger-tz', value: 'Europe%2FAmsterdam', url: baseUrl }]);
  return operator(person).customerId;
}

async function signInAnew(page: Page, person: Person): Promise<void> {
  const { email, password } = operator(person);
  const { baseUrl } = stack();
  const csrf = await page.request.get(`${baseUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await page.request.post(`${baseUrl}/api/auth/callback/credentials`, {
    form: { email, password, csrfToken, json: 'true', callbackUrl: '/' },
  });
  expect(answer.status(), `sign-in of ${email}`).toBe(200);
}

/** A name that no other test uses. */
export const unique = (text: string): string => `${text} ${Math.random().toString(36).slice(2, 8)}`;

export { expect } from '@playwright/test';

import { workByKeyboard } from './by-keyboard.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { stack } from './stack.ts';
import { expect, hydrated, test } from './test.ts';

test('whoever has the address that the server printed sets the platform up, once', async ({ browser }) => {
  // It starts a web process of its own.
  test.slow();
  const answer = await fetch(`${stack().controlUrl}/installation`, { method: 'POST' });
  const { baseUrl, setUpUrl } = (await answer.json()) as { baseUrl: string; setUpUrl: string };
  expect(setUpUrl).toMatch(/\/set-up#[\w-]{43}$/);

  // A page without the guard of the others: it stays at the origin of the new installation.
  const context = await browser.newContext();
  const page = await context.newPage();
  const putMouseBack = workByKeyboard(page);
  await page.goto(baseUrl);
  await expect(page).toHaveURL(`${baseUrl}/set-up`);
  await hydrated(page);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.locator('[aria-invalid=true]')).not.toHaveCount(0);
  await checkAccessibility(page, 'set-up, refused');

  // A stranger who finds the page first.
  await page.getByLabel('Set-up token').fill('A'.repeat(43));
  await page.getByLabel('Name of your company').fill('Stranger Ltd');
  await page.getByLabel('Your name').fill('Eve');
  await page.getByLabel('Email').fill('eve@stranger.example');
  await page.getByLabel('Password', { exact: true }).fill('a sentence of hers');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByText('Is not the one that the server printed')).toBeVisible();

  await page.goto('about:blank');
  await page.goto(setUpUrl);
  await hydrated(page);
  await expect(page.getByLabel('Set-up token')).toHaveValue(setUpUrl.split('#')[1] ?? '');
  expect(page.url()).toBe(`${baseUrl}/set-up`);
  await page.getByLabel('Name of your company').fill('Voice Ltd');
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Email').fill('ann@voice.example');
  await page.getByLabel('Password', { exact: true }).fill('a sentence that only Ann knows');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page).toHaveURL(/\/customers\/cus_\w+\/overview/);
  await expect(page.getByRole('link', { name: 'Voice Ltd' }).first()).toBeVisible();

  const late = await context.newPage();
  await context.clearCookies();
  await late.goto(setUpUrl);
  await expect(late).toHaveURL(/\/sign-in/);
  const again = await late.request.post(`${baseUrl}/api/trpc/account.setUp`, {
    data: {
      token: setUpUrl.split('#')[1],
      platform: null,
      name: 'Late',
      email: 'late@voice.example',
      password: 'a sentence of the late',
    },
  });
  expect((await again.json()).error.data.problem.code).toBe('gone');
  putMouseBack();
  await context.close();
});

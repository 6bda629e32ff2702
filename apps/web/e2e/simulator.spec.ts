import { checkAccessibility } from './check-accessibility.ts';
import { expect, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

test('a call is simulated from the page of its user: where it goes, what refuses it, and every rule', async ({
  page,
  signInAs,
}) => {
  test.slow();
  const customerId = await signInAs('noordzee');
  const username = unique('caller').replace(' ', '-');
  await page.goto(`/customers/${customerId}/users?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New user' });
  await drawer.getByLabel('Username').fill(username);
  await drawer.getByRole('button', { name: 'Generate' }).click();
  await drawer.getByRole('button', { name: 'New user' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.goto(`/customers/${customerId}/users?search=${username}`);
  await page.getByRole('link', { name: username }).click();
  await page.getByRole('link', { name: 'Simulate a call' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Simulate a call' })).toBeVisible();
  const act = page.getByRole('button', { name: 'Simulate', exact: true });

  await page.getByLabel('Dialled').fill('112');
  await page.getByLabel('From the address').fill('elsewhere');
  await act.click();
  await expect(page.getByText(/must be an address like/i)).toBeVisible();
  await page.getByLabel('From the address').fill('198.51.100.7');
  await act.click();
  const step = page.getByRole('region', { name: 'Step 1' });
  await expect(step.getByText('Emergency number', { exact: true })).toBeVisible();
  await expect(step.getByRole('definition').filter({ hasText: /^Emergency$/ })).toBeVisible();

  await page.getByLabel('Dialled').fill('1234');
  await act.click();
  await expect(step.getByText('It is refused')).toBeVisible();
  await expect(step.getByText(/The phone gets 484/)).toBeVisible();
  await expect(step.getByRole('listitem').filter({ hasText: 'Called number' })).toContainText('Refused');
  await checkAccessibility(page, 'simulator');
  // The address shows a colleague the same.
  await page.reload();
  await expect(step.getByText(/The phone gets 484/)).toBeVisible();
});

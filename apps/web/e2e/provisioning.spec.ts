import type { Browser, Page } from '@playwright/test';
import { actAs, call } from './call.ts';
import { checkAccessibility as check } from './check-accessibility.ts';
import { stack } from './stack.ts';
import { expect, test, unique, watch } from './test.ts';

test.use({ hand: 'keyboard' });

/** An end customer of Noordzee Telecom, with a user. */
async function createOwner(page: Page, parentId: string) {
  const customer = await call(page, 'createCustomer', { parentId, name: unique('Werf'), kind: 'end' });
  const username = unique('kade').replace(' ', '-');
  const user = await call(page, 'createUser', {
    customerId: customer.id,
    username,
    password: 'Correct-horse-9-staple',
  });
  return { customerId: customer.id, userId: user.id, username };
}

/** Ranges of one number in ten thousand: no two tests ask for the same. */
const digits = (count: number) =>
  Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('');

/** Somebody else of the same company changes the thing that the page shows. */
const meanwhile = (browser: Browser, operation: string, input: object): Promise<void> =>
  actAs(browser, 'noordzee', async (other) => {
    const faults = watch(other);
    await call(other, operation, input);
    expect(faults).toEqual([]);
  });

test('a range is allotted by the platform, and a number of it leads to a user until it is deleted', async ({
  page,
  browser,
  signInAs,
}) => {
  const platformId = await signInAs('platform');
  const noordzeeId = stack().operators.find(({ email }) => email === 'owner@noordzee.example')?.customerId;
  const block = `+3188${digits(5)}`;
  await page.goto(`/customers/${noordzeeId}/number-ranges?new=true`);
  const range = page.getByRole('dialog', { name: 'Allot range' });
  await range.getByLabel('First number').fill(`${block}00`);
  await range.getByLabel('Last number').fill(`${block}0`);
  await range.getByRole('button', { name: 'Allot range' }).click();
  await expect(range.getByLabel('Last number')).toHaveAttribute('aria-invalid', 'true');
  await expect(range.getByText('Must have as many digits as rangeStart')).toBeVisible();
  await range.getByLabel('Last number').fill(`${block}99`);
  await range.getByRole('button', { name: 'Allot range' }).click();
  await expect(page.getByText(`${block}00 – ${block}99 was allotted`)).toBeVisible();
  await expect(page.getByRole('row', { name: `${block}00 – ${block}99` })).toContainText('100');
  expect(platformId).not.toBe(noordzeeId);

  await page.context().clearCookies();
  const parentId = await signInAs('noordzee');
  const { customerId, userId, username } = await createOwner(page, parentId);
  await page.goto(`/customers/${customerId}/number-ranges`);
  await expect(page.getByRole('heading', { name: 'No numbers were allotted yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Allot range' })).toHaveCount(0);
  const above = page.getByRole('table', { name: 'Of the levels above' });
  await expect(above.getByRole('row', { name: `${block}00` })).toContainText('Noordzee Telecom');

  await page.goto(`/customers/${customerId}/extensions`);
  await expect(page.getByRole('heading', { name: 'No extensions yet' })).toBeVisible();
  await expect(page.getByText('"direction":"inbound"')).toBeVisible();
  await page.getByRole('button', { name: 'New extension' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'New extension' });
  await drawer.getByRole('button', { name: 'New extension' }).click();
  await expect(drawer.getByText('Must be given')).toHaveCount(2);
  await drawer.getByLabel('Number', { exact: true }).fill('+31999999999');
  await drawer.getByLabel('Calls go to').fill(username);
  await drawer.getByRole('option', { name: `${username} (user)` }).click();
  await drawer.getByRole('button', { name: 'New extension' }).click();
  await expect(drawer.getByLabel('Number', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(drawer.getByLabel('Number', { exact: true })).toBeFocused();
  await drawer.getByLabel('Number', { exact: true }).fill(`${block}42`);
  await drawer.getByRole('button', { name: 'New extension' }).click();
  await expect(page.getByText(`${block}42 was created`)).toBeVisible();
  await expect(page.getByRole('row', { name: `${block}42` })).toContainText(username);

  await page.getByRole('combobox', { name: 'Status' }).selectOption('Inactive');
  await expect(page.getByRole('heading', { name: 'No extension fits' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('link', { name: `${block}42` }).click();
  await expect(page.getByLabel('Calls go to')).toHaveValue(`${username} (user)`);
  await expect(page.getByLabel('Direction')).not.toBeEditable();
  const extensionId = page.url().split('/').at(-1);
  await page.getByLabel('Maximum concurrent calls').fill('7');
  await meanwhile(browser, 'updateExtension', { extensionId, maxCalls: 3, ringSeconds: 30 });
  await page.getByRole('button', { name: 'Save changes' }).click();
  const panel = page.getByRole('alert').filter({ hasText: 'Somebody else saved this meanwhile' });
  await expect(panel.getByRole('row', { name: /^Maximum concurrent calls/ })).toContainText('3');
  await expect(panel.getByRole('row', { name: /^Rings for/ })).toContainText('not changed by you');
  await check(page, 'extension, stale');
  await panel.getByRole('button', { name: 'Overwrite with mine' }).click();
  await expect(page.getByText(`${block}42 was saved`)).toBeVisible();
  await expect(page.getByLabel('Rings for, in seconds')).toHaveValue('30');

  const forward = await call(page, 'createForward', { customerId, condition: 'busy', target: extensionId });
  await page.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: 'Delete this extension?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(question.getByRole('link', { name: 'On busy' })).toBeVisible();
  await call(page, 'deleteForward', { forwardId: forward.id });
  await question.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveURL(new RegExp(`${customerId}/extensions$`));
  await expect(page.getByText(`${block}42 was deleted`)).toBeVisible();
  expect(userId).toMatch(/^usr_/);
});

test('a forward on a schedule is made by keyboard alone', async ({ page, signInAs }) => {
  const { customerId, username } = await createOwner(page, await signInAs('noordzee'));
  await page.goto(`/customers/${customerId}/forwards`);
  await page.getByRole('button', { name: 'New forward' }).first().focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'New forward' });
  const isFocused = (label: string) => expect(drawer.getByLabel(label, { exact: true })).toBeFocused();
  await isFocused('When');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await isFocused('Calls');
  await page.keyboard.press('Tab');
  await isFocused('Goes to');
  await page.keyboard.type(username);
  await expect(drawer.getByRole('option', { name: `${username} (user)` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer.getByLabel('Goes to')).toHaveValue(`${username} (user)`);
  await page.keyboard.press('Tab');
  await isFocused('Caller id');
  await page.keyboard.press('Tab');
  await isFocused('Schedule');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await isFocused('Time zone');
  await expect(drawer.getByLabel('Time zone')).toHaveValue('Europe/Amsterdam');
  await page.keyboard.press('Tab');
  await isFocused('Monday');
  await page.keyboard.press('Space');
  for (let step = 0; step < 7; step++) await page.keyboard.press('Tab');
  await isFocused('From');
  await page.keyboard.press('Tab');
  await page.keyboard.type('25:00');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('Line 1: must be a time like 08:30, to 24:00')).toBeVisible();
  await check(page, 'forward, new');
  await isFocused('From');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('18:00');
  await page.keyboard.press('Enter');
  await expect(drawer).toBeHidden();
  const row = page.getByRole('row', { name: username });
  await expect(row).toContainText('On busy');

  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Monday')).not.toBeChecked();
  await expect(page.getByLabel('Friday')).toBeChecked();
  await expect(page.getByLabel('Until')).toHaveValue('18:00');
});

test('a domain tells the record that proves it, what was found, and is approved from above', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = `${unique('voice').replace(' ', '-')}.noordzee.example`;
  await page.goto(`/customers/${customerId}/domains?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New domain' });
  await drawer.getByLabel('Domain', { exact: true }).fill('not a name');
  await drawer.getByRole('button', { name: 'New domain' }).click();
  await expect(drawer.getByLabel('Domain', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Domain', { exact: true }).fill(name);
  await drawer.getByRole('button', { name: 'New domain' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(`_strowger.${name}`)).toBeVisible();
  await expect(page.getByText(/^strowger-proof=/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Look for the record' }).click();
  await expect(page.getByText('Not found yet')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Look again now' })).toBeVisible();
  await check(page, 'domain');
  const address = page.url();

  await page.context().clearCookies();
  await signInAs('platform');
  await page.goto(address);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText(`${name} is active`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Proof of the name' })).toBeHidden();
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByText(`${name} is suspended`)).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/domains$/);
});

test('a limit shows what is used of it; one that was set above is read and counts below', async ({
  page,
  signInAs,
}) => {
  await signInAs('platform');
  const noordzeeId = stack().operators.find(({ email }) => email === 'owner@noordzee.example')?.customerId;
  const above = await call(page, 'createLimit', {
    customerId: noordzeeId,
    type: 'callDuration',
    threshold: '7200',
  });
  await page.context().clearCookies();
  const parentId = await signInAs('noordzee');
  const { customerId, userId } = await createOwner(page, parentId);
  await page.goto(`/customers/${noordzeeId}/limits/${above.id}`);
  const threshold = page.getByLabel('Threshold', { exact: true });
  await expect(threshold).not.toBeEditable();
  await expect(threshold).toHaveAccessibleDescription(/It was set by a level above/);
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0);

  await page.goto(`/customers/${customerId}/users/${userId}`);
  const limits = page.getByRole('region', { name: 'Limits', exact: true });
  await expect(limits.getByText('No limits yet')).toBeVisible();
  await expect(limits.getByRole('row', { name: /^Call duration/ }).first()).toContainText('7,200 s');
  await check(page, 'user');
  await limits.getByRole('link', { name: 'New limit' }).click();
  const drawer = page.getByRole('dialog', { name: 'New limit' });
  await expect(drawer.getByText('In EUR')).toBeVisible();
  await drawer.getByLabel('Type').selectOption('Minutes');
  await drawer.getByLabel('Threshold', { exact: true }).fill('1.5');
  await drawer.getByLabel('Warn at, in percent').fill('50, 120');
  await drawer.getByRole('button', { name: 'New limit' }).click();
  await expect(drawer.getByText('Line 2: must be at most 99')).toBeVisible();
  await drawer.getByLabel('Warn at, in percent').fill('50');
  await drawer.getByRole('button', { name: 'New limit' }).click();
  await expect(drawer.getByLabel('Threshold', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Threshold', { exact: true }).fill('600');
  await drawer.getByRole('button', { name: 'New limit' }).click();
  const row = page.getByRole('row', { name: /^Minutes/ });
  await expect(row).toContainText('600 min');
  await row.getByRole('link').click();
  await expect(page.getByText('0 min of 600 min')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('progressbar', { name: 'Used in this window' })).toHaveAttribute(
    'aria-valuetext',
    '0 min of 600 min, 0.0% used',
  );
  await check(page, 'limit');
});

test('a whitelist is pasted, and what is wrong of it is told by line', async ({ page, signInAs }) => {
  const { customerId } = await createOwner(page, await signInAs('noordzee'));
  await page.goto(`/customers/${customerId}/whitelists?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New whitelist' });
  await drawer.getByLabel('Name', { exact: true }).fill('Office');
  await drawer.getByRole('button', { name: 'New whitelist' }).click();
  await expect(drawer.getByLabel('State')).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Entries').fill('198.51.100.0/24 # Head office\n\n198.51.100.7/24');
  await drawer.getByRole('button', { name: 'New whitelist' }).click();
  await expect(drawer.getByText(/^Line 2: must be a network like/)).toBeVisible();
  await drawer.getByLabel('Entries').fill('198.51.100.0/24 # Head office\n2001:db8::/32');
  await drawer.getByRole('button', { name: 'New whitelist' }).click();
  await expect(page.getByText('Office was created')).toBeVisible();
  await page.getByRole('link', { name: 'Office' }).click();
  await expect(page.getByLabel('Entries')).toHaveValue('198.51.100.0/24 # Head office\n2001:db8::/32');
  await expect(page.getByLabel('Type')).not.toBeEditable();
});

test('a destination keeps the password that is not typed again, and is inherited', async ({
  page,
  signInAs,
}) => {
  const parentId = await signInAs('noordzee');
  const { customerId } = await createOwner(page, parentId);
  const name = unique('Carrier');
  await page.goto(`/customers/${parentId}/destinations?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New destination' });
  await drawer.getByLabel('Name', { exact: true }).fill(name);
  await drawer.getByLabel('Host').fill('10.0.0.1');
  await drawer.getByLabel('Transport').selectOption('TLS');
  await expect(drawer.getByLabel('Port', { exact: true })).toHaveAttribute('placeholder', '5061');
  await drawer.getByLabel('Registration', { exact: true }).check();
  await drawer.getByLabel('Username').fill('noordzee');
  await drawer.getByLabel('Password', { exact: true }).fill('between-us');
  await drawer.getByRole('button', { name: 'New destination' }).click();
  await expect(drawer.getByLabel('Realm')).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Realm').fill('carrier.example');
  await drawer.getByRole('button', { name: 'New destination' }).click();
  await expect(drawer.getByText('Must be on the public internet')).toBeVisible();
  await drawer.getByLabel('Host').fill('sip.carrier.example');
  await drawer.getByRole('button', { name: 'New destination' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page.getByLabel('Port', { exact: true })).toHaveValue('5061');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await page.getByLabel('Weight').fill('');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Weight')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Weight').fill('40');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(`${name} was saved`)).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveValue('noordzee');
  await page.goto(`/customers/${customerId}/destinations`);
  await expect(
    page.getByRole('table', { name: 'Of the levels above' }).getByRole('row', { name }),
  ).toContainText('Noordzee Telecom');
});

import { makeOneOfEach, walkRooms } from './one-of-each.ts';
import { expect, test } from './test.ts';

/** Short enough for every field of text. Where it is not text, an element of it stands in the page. */
const PAYLOAD = '"><b data-xss>';

test('a text that looks like an element is text in every room and on every page of one thing', async ({
  page,
  signInAs,
}) => {
  test.slow();
  const hostile = await makeOneOfEach(page, await signInAs('platform'), [PAYLOAD]);
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog opened: ${dialog.message()}`);
  });
  const shows: string[] = [];
  const look = async (address: string) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    await expect(page.locator('[data-xss]'), address).toHaveCount(0);
    if ((await page.getByRole('main').textContent())?.includes(PAYLOAD))
      shows.push(address.split('/')[3] ?? '');
  };

  await walkRooms(page, hostile, look);
  // The texts are there: what holds them shows them.
  expect(shows).toEqual(expect.arrayContaining(['customers', 'users', 'tariffplans', 'call-records']));
});

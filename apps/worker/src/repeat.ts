export type Repeated = { stop(): Promise<void> };

/** Runs something again and again, with a pause between, until stopped; a run that failed is told and tried again. */
export function repeat(
  pauseMs: number,
  run: () => Promise<unknown>,
  onFault: (err: unknown) => void,
): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    running = run()
      .then(() => {}, onFault)
      .then(() => {
        if (!stopped) timer = setTimeout(next, pauseMs);
      });
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io.ts';

/** How far something has come, on stderr while a person looks, and nowhere else. */
export type Progress = {
  /** @param text what stands behind the bar */
  show(done: number, total: number, text: string): void;
  /** Leaves the line, so that something else can be said. */
  stop(): void;
};

const silent: Progress = { show: () => {}, stop: () => {} };

export function createProgress(io: Io, { showsEta = false } = {}): Progress {
  if (!io.stderr.isTTY) return silent;
  let bar: SingleBar | undefined;
  return {
    show(done, total, text) {
      if (!bar) {
        const eta = showsEta ? ', {eta_formatted} left' : '';
        const format = total > 0 ? `{bar} {percentage} % {text}${eta}` : '{text}';
        bar = new SingleBar(
          { stream: io.stderr, format, hideCursor: true, barsize: 24 },
          Presets.shades_grey,
        );
        bar.start(total, done, { text });
      }
      bar.setTotal(total);
      bar.update(done, { text });
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}

export const grouped = (value: number): string => value.toLocaleString('en-GB');

/** As in `1 batch`, `1,200 batches`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${grouped(value)} ${value === 1 ? one : many}`;

import { problemOf } from '../problem.ts';
import { retryAfterSeconds } from '../retry-after.ts';
import type { BulkOperation, BulkStep, Values } from './bulk-kind.ts';

export type LineState = 'waiting' | 'running' | 'created' | 'refused' | 'unanswered' | 'notTried';

/** A line on its way. What was made of it stays made: another attempt goes on at the step that failed. */
export type RunLine = {
  line: number;
  cells: readonly string[];
  values: Values;
  /** What it is called on the screen. */
  name: string;
  steps: readonly BulkStep[];
  /** Sent with each step, so that one that is sent again is not made twice. */
  keys: readonly string[];
  /** The password that was made for it, where it gave none. */
  secret: string | undefined;
  made: string[];
  state: LineState;
  /** Why it was not created, or not wholly. */
  error: unknown;
};

export type RunStatus = 'running' | 'stopping' | 'ended';
/** Why a run ended before its last line. */
export type StopReason = 'asked' | 'unreachable' | 'signedOut' | 'forbidden';

export type RunDeps = {
  send: (operation: BulkOperation, wire: Record<string, unknown>, key: string) => Promise<{ id: string }>;
  /** Resolves after so many milliseconds, or as soon as the signal is given. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  onChange: () => void;
};

/** Lines at once: enough to hide the way to the server, few enough to leave it to others. */
const AT_ONCE = 4;
/** What was not answered is sent again so often, each time after a longer wait. */
const ATTEMPTS = 3;
const BACKOFF_MS = 1000;

/** What the server would answer to every other line too. */
const ofAll = new Set(['unauthorized', 'missingRole', 'customerSuspended']);

class Stopped extends Error {}

/** Creates what lines ask for, a few at once. Nothing of it is lost where it stops: every line knows what became of it. */
export class BulkRun {
  status: RunStatus = 'ended';
  stopReason: StopReason | undefined;
  /** Until when the server wants to be left alone, in ms since the epoch. */
  pausedUntil: number | undefined;
  private halt = new AbortController();
  private queue: RunLine[] = [];
  readonly lines: readonly RunLine[];
  private readonly deps: RunDeps;

  constructor(lines: readonly RunLine[], deps: RunDeps) {
    this.lines = lines;
    this.deps = deps;
  }

  /** Tries every line that is not created yet. */
  async go(): Promise<void> {
    if (this.status !== 'ended') return;
    this.halt = new AbortController();
    this.status = 'running';
    this.stopReason = undefined;
    this.queue = this.lines.filter(({ state }) => state !== 'created');
    for (const line of this.queue) Object.assign(line, { state: 'waiting', error: undefined });
    this.deps.onChange();
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.work()));
    for (const line of this.queue.splice(0)) line.state = 'notTried';
    this.status = 'ended';
    this.pausedUntil = undefined;
    this.deps.onChange();
  }

  /** Lets what was sent come to its end, and sends nothing more. */
  stop(reason: StopReason = 'asked'): void {
    if (this.status !== 'running') return;
    this.status = 'stopping';
    this.stopReason = reason;
    this.halt.abort();
    this.deps.onChange();
  }

  private async work(): Promise<void> {
    while (this.status === 'running') {
      const line = this.queue.shift();
      if (!line) return;
      line.state = 'running';
      this.deps.onChange();
      await this.create(line);
      this.deps.onChange();
    }
  }

  private async create(line: RunLine): Promise<void> {
    try {
      for (const [at, step] of line.steps.entries()) {
        if (at < line.made.length) continue;
        const wire = step.wire({ ids: line.made, secret: line.secret ?? '' });
        line.made.push(await this.send(step.operation, wire, line.keys[at] ?? ''));
      }
      line.state = 'created';
    } catch (error) {
      this.settle(line, error);
    }
  }

  private async send(operation: BulkOperation, wire: Record<string, unknown>, key: string): Promise<string> {
    for (let attempt = 1; ; ) {
      await this.untilAllowed();
      try {
        return (await this.deps.send(operation, wire, key)).id;
      } catch (error) {
        const seconds = retryAfterSeconds(error);
        if (seconds !== undefined) this.pause(seconds);
        else if (problemOf(error) !== undefined || attempt >= ATTEMPTS) throw error;
        else await this.deps.wait(BACKOFF_MS * attempt++, this.halt.signal);
      }
    }
  }

  private pause(seconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil ?? 0, this.deps.now() + seconds * 1000);
    this.deps.onChange();
  }

  private async untilAllowed(): Promise<void> {
    while (this.status === 'running' && this.pausedUntil !== undefined) {
      const ms = this.pausedUntil - this.deps.now();
      if (ms > 0) await this.deps.wait(ms, this.halt.signal);
      else this.pausedUntil = undefined;
    }
    if (this.status !== 'running') throw new Stopped();
  }

  private settle(line: RunLine, error: unknown): void {
    if (error instanceof Stopped) {
      line.state = 'notTried';
      return;
    }
    const code = problemOf(error)?.code;
    line.error = error;
    line.state = code === undefined ? 'unanswered' : 'refused';
    if (code === undefined) this.stop('unreachable');
    else if (ofAll.has(code)) this.stop(code === 'unauthorized' ? 'signedOut' : 'forbidden');
  }
}

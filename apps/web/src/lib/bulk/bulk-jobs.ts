import { BulkRun, type RunDeps, type RunLine } from './bulk-run.ts';

/** The lines of one room of one customer, as they were read. */
export type JobLines = {
  /** The names of the columns that they came with, for the file of what is left. */
  header: readonly string[];
  lines: readonly RunLine[];
  /** What was not right, and so is not sent. */
  leftOut: readonly { line: number; cells: readonly string[]; why: string }[];
};

export type BulkJob = Omit<JobLines, 'lines'> & {
  run: BulkRun;
  /** Passwords were made that have not been saved yet. */
  holdsSecrets: boolean;
  /** Grows with every change: what a view compares. */
  version: number;
};

/** How often views are told: a thousand lines change faster than anybody reads. */
const TELL_MS = 100;

/**
 * The jobs of this document. They live beside the pages, so that a step to another room of the console stops nothing; only what
 * would end the document, and them with it, is asked about.
 */
const jobs = new Map<string, BulkJob>();
const listeners = new Set<() => void>();
let isTelling = false;

function tell(): void {
  if (isTelling) return;
  isTelling = true;
  setTimeout(() => {
    isTelling = false;
    for (const listener of listeners) listener();
  }, TELL_MS);
}

const isAtStake = ({ run, holdsSecrets }: BulkJob): boolean => run.status !== 'ended' || holdsSecrets;

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if ([...jobs.values()].some(isAtStake)) event.preventDefault();
}

/** Begins to create lines. @param onEnd told when it has come to its end, this time and after each retry */
export function startJob(
  key: string,
  { lines, ...rest }: JobLines,
  send: RunDeps['send'],
  onEnd: (job: BulkJob) => void,
): void {
  const change = (): void => {
    job.version++;
    tell();
  };
  const run = new BulkRun(lines, { send, wait, now: Date.now, onChange: change });
  const job: BulkJob = { ...rest, run, holdsSecrets: false, version: 0 };
  jobs.set(key, job);
  window.addEventListener('beforeunload', askBeforeLeaving);
  goOn(key, onEnd);
}

/** Tries what is not created yet. */
export async function goOn(key: string, onEnd: (job: BulkJob) => void): Promise<void> {
  const job = jobs.get(key);
  if (!job) return;
  const before = secretsMade(job);
  await job.run.go();
  if (secretsMade(job) > before) job.holdsSecrets = true;
  job.version++;
  tell();
  onEnd(job);
}

const secretsMade = ({ run }: BulkJob): number =>
  run.lines.filter(({ secret, made }) => secret !== undefined && made.length > 0).length;

export function secretsSaved(key: string): void {
  const job = jobs.get(key);
  if (!job) return;
  job.holdsSecrets = false;
  job.version++;
  tell();
}

/** Forgets a job that has ended, and its passwords. */
export function dropJob(key: string): void {
  jobs.delete(key);
  if (jobs.size === 0) window.removeEventListener('beforeunload', askBeforeLeaving);
  for (const listener of listeners) listener();
}

export const jobStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  job: (key: string): BulkJob | undefined => jobs.get(key),
  version: (key: string): number => jobs.get(key)?.version ?? -1,
};

/** Whatever comes first: the time, or the signal. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timeout = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timeout);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

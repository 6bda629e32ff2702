import type { DomainDeps } from '../core/context.ts';
import { type EngineCall, engineColumns } from './engine-call.ts';
import { ENGINE_SOURCE, findEngineSource } from './find-engine-source.ts';
import { type TakenIn, takeInCalls } from './take-in-calls.ts';

const CALLS_AT_ONCE = 500;

export type Reconciled = TakenIn & {
  /** Lines that tell of a call. */
  calls: number;
  /** The numbers of lines that tell of a call and were cut. */
  cutLines: number[];
};

/**
 * Takes in the calls that the engine's log tells of (`cdr_log_enable`), and that are not there: those whose rows were lost
 * while the database was away. What is there already is counted as duplicate.
 * @throws Error while the engine's source is disabled
 */
export async function reconcileEngineLog(
  deps: DomainDeps,
  lines: AsyncIterable<string>,
): Promise<Reconciled> {
  const source = await findEngineSource(deps);
  if (!source) throw new Error(`the call record source ${ENGINE_SOURCE} of the platform is disabled`);
  const total: Reconciled = { calls: 0, accepted: 0, duplicate: 0, quarantined: 0, cutLines: [] };
  let waiting: EngineCall[] = [];
  const takeIn = async () => {
    const { accepted, duplicate, quarantined } = await takeInCalls(deps, source, waiting);
    total.calls += waiting.length;
    total.accepted += accepted;
    total.duplicate += duplicate;
    total.quarantined += quarantined;
    waiting = [];
  };
  let number = 0;
  for await (const line of lines) {
    number++;
    const call = callInLine(line);
    if (call === 'cut') total.cutLines.push(number);
    else if (call) waiting.push(call);
    if (waiting.length === CALLS_AT_ONCE) await takeIn();
  }
  if (waiting.length > 0) await takeIn();
  return total;
}

/** What stands first in such a line: of others, and of what a phone has put into theirs, nothing is believed. */
const callLine = /^[^[]*(?:\[\d+\][^[]*)?\bacc \[acc_cdr\.c:\d+\]: (?:\w+\(\): )?(?=start_time=)/;

/** `… start_time=1764064800.123456; end_time=…; …`. No value holds a semicolon. @returns undefined for other lines */
function callInLine(line: string): EngineCall | 'cut' | undefined {
  const [before] = callLine.exec(line) ?? [];
  if (before === undefined) return undefined;
  const values = new Map(
    line
      .slice(before.length)
      .trimEnd()
      .split(/; ?/)
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  if (engineColumns.some((name) => !values.has(name))) return 'cut';
  return Object.fromEntries(engineColumns.map((name) => [name, values.get(name) ?? ''])) as EngineCall;
}

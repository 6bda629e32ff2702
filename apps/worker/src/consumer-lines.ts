import type { DueConsumer, Served } from '@strowger/domain';

export type LinesOptions = {
  /** How many consumers are served at once; those of one reseller take half of them at the most. */
  slots: number;
  /** After so long a turn ends, if others wait for one. */
  turnMs?: number;
  serve: (consumerId: string, stop: AbortSignal) => Promise<Served>;
  onFault: (consumerId: string, error: unknown) => void;
};

type Tenant = string;
type Turn = {
  tenant: Tenant;
  startedAt: number;
  /** Something came for it meanwhile, or it was cut short. */
  again: boolean;
  end: AbortController;
  done: Promise<void>;
};

const TURN_MS = 10_000;
const FAULT_PAUSE_MS = 5_000;
const FAULT_PAUSE_MS_MAX = 60_000;
/** Later wake-ups are found by the sweep: a timer for each of many consumers would only cost memory. */
const TIMER_MS_MAX = 60_000;

/**
 * Who is served when. A consumer has one turn at a time, whatever number of requests it has, so that none starves
 * another; of those that wait, the next is one of the reseller that has the fewest being served. Slots cost little, and
 * half of them are kept for others: consumers that let us wait hold those of their own reseller only. A turn that takes long
 * ends after what is in flight if another consumer waits for it, and is gone on with behind that one.
 */
export class ConsumerLines {
  readonly #options: LinesOptions;
  readonly #waiting = new Map<string, Tenant>();
  readonly #running = new Map<string, Turn>();
  readonly #faults = new Map<string, { count: number; until: number }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stop = new AbortController();

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  /** Has consumers served as soon as there is room. @returns those that have to wait for their turn */
  wake(due: readonly DueConsumer[]): string[] {
    for (const { consumerId, tenantId } of due) {
      const running = this.#running.get(consumerId);
      if (running) running.again = true;
      else if (!this.#isPausing(consumerId)) this.#waiting.set(consumerId, tenantId);
    }
    const served = new Set(this.#running.keys());
    this.#fillSlots();
    this.#endLongTurns();
    return due.map(({ consumerId }) => consumerId).filter((id) => served.has(id) || this.#waiting.has(id));
  }

  /** Begins nothing more, and resolves once what is in flight has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#waiting.clear();
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #fillSlots(): void {
    while (this.#running.size < this.#options.slots && !this.#stop.signal.aborted) {
      const next = this.#pick();
      if (!next) return;
      const [consumerId, tenant] = next;
      this.#waiting.delete(consumerId);
      const end = new AbortController();
      const done = this.#serve(consumerId, tenant, end.signal);
      this.#running.set(consumerId, { tenant, startedAt: Date.now(), again: false, end, done });
    }
  }

  /** For each consumer that waits the longest turn among those that keep it from a slot: its own reseller's, or any. */
  #endLongTurns(): void {
    if (this.#waiting.size === 0) return;
    const before = Date.now() - (this.#options.turnMs ?? TURN_MS);
    const long = [...this.#running.values()]
      .filter(({ startedAt, end }) => startedAt <= before && !end.signal.aborted)
      .sort((a, b) => a.startedAt - b.startedAt);
    const isFull = this.#running.size >= this.#options.slots;
    for (const tenant of this.#waiting.values()) {
      const at = long.findIndex((turn) => isFull || turn.tenant === tenant);
      const [turn] = at === -1 ? [] : long.splice(at, 1);
      if (!turn) continue;
      turn.again = true;
      turn.end.abort();
    }
  }

  #pick(): [string, Tenant] | undefined {
    const served = new Map<Tenant, number>();
    for (const { tenant } of this.#running.values()) served.set(tenant, (served.get(tenant) ?? 0) + 1);
    let best: [string, Tenant] | undefined;
    let fewest = Math.max(1, Math.floor(this.#options.slots / 2));
    for (const waiting of this.#waiting) {
      const count = served.get(waiting[1]) ?? 0;
      if (count >= fewest) continue;
      best = waiting;
      fewest = count;
      if (fewest === 0) break;
    }
    return best;
  }

  async #serve(consumerId: string, tenantId: Tenant, end: AbortSignal): Promise<void> {
    // Not before the line stands in the map.
    await undefined;
    try {
      const served = await this.#options.serve(consumerId, AbortSignal.any([this.#stop.signal, end]));
      this.#faults.delete(consumerId);
      if (served.outcome === 'idle' && served.wakeAt) {
        this.#wakeIn(served.wakeAt.getTime() - Date.now(), { consumerId, tenantId });
      }
    } catch (error) {
      this.#pause({ consumerId, tenantId });
      this.#options.onFault(consumerId, error);
    }
    const again = this.#running.get(consumerId)?.again;
    this.#running.delete(consumerId);
    if (again && !this.#isPausing(consumerId)) this.#waiting.set(consumerId, tenantId);
    this.#fillSlots();
  }

  /** After a fault of our own (a database that is away) a consumer is left alone for a while, longer each time. */
  #pause(due: DueConsumer): void {
    const count = (this.#faults.get(due.consumerId)?.count ?? 0) + 1;
    const ms = Math.min(FAULT_PAUSE_MS * 2 ** (count - 1), FAULT_PAUSE_MS_MAX);
    this.#faults.set(due.consumerId, { count, until: Date.now() + ms });
    this.#wakeIn(ms, due);
  }

  #isPausing = (consumerId: string): boolean => (this.#faults.get(consumerId)?.until ?? 0) > Date.now();

  #wakeIn(ms: number, due: DueConsumer): void {
    if (ms > TIMER_MS_MAX || this.#stop.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.wake([due]);
    }, Math.max(0, ms) + 1);
    this.#timers.add(timer);
  }
}

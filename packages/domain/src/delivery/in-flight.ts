/** What is being sent for one consumer: so many at once at the most. */
export class InFlight {
  readonly #limit: number;
  readonly #running = new Map<string, Promise<void>>();
  #fault: unknown;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get ids(): string[] {
    return [...this.#running.keys()];
  }

  start(id: string, work: () => Promise<void>): void {
    const running = work()
      .catch((fault: unknown) => {
        this.#fault ??= fault;
      })
      .finally(() => this.#running.delete(id));
    this.#running.set(id, running);
  }

  /** Resolves once one more may be started. @throws what one of them has thrown */
  async room(): Promise<void> {
    while (this.#running.size >= this.#limit) await this.one();
    this.#rethrow();
  }

  /** Resolves once one has ended, at once where none runs any more. @throws as room */
  async one(): Promise<void> {
    if (this.#running.size > 0) await Promise.race(this.#running.values());
    this.#rethrow();
  }

  /** Resolves once all have ended, whatever became of them. */
  async all(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #rethrow(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }
}

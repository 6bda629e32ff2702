import type { FieldError } from '@strowger/contracts';
import { DomainError } from '../core/domain-error.ts';

export type LineFault = { line: number; field: string; code: string; detail: string };

/** As many faults as an error tells. */
const ERRORS_SHOWN = 50;

/** Collects faults by line; only the first are kept, all lines are counted. */
export class LineFaults {
  readonly shown: LineFault[] = [];
  readonly lines = new Set<number>();
  readonly #what: { one: string; many: string };
  readonly #code: 'validation' | 'conflict';

  /** @param what ends a sentence that begins with "1 line", and one with "3 lines" */
  constructor(what: { one: string; many: string }, code: 'validation' | 'conflict' = 'validation') {
    this.#what = what;
    this.#code = code;
  }

  /** @param detail follows the name of the field */
  add(line: number, field: string, detail: string, code = 'invalid'): void {
    this.lines.add(line);
    if (this.shown.length < LineFaults.kept) this.shown.push({ line, field, code, detail });
  }

  /** @throws DomainError that names the first faults */
  throwIfAny(): void {
    const count = this.lines.size;
    if (count === 0) return;
    const lines = count === 1 ? `1 line ${this.#what.one}` : `${count} lines ${this.#what.many}`;
    const detail = `${lines}; nothing was imported.`;
    throw new DomainError(this.#code, detail, { fields: this.shown.slice(0, ERRORS_SHOWN).map(fieldError) });
  }

  /** As many as a preview shows at most. */
  static readonly kept = 1_000;
}

const fieldError = ({ line, field, code, detail }: LineFault): FieldError => ({
  code,
  pointer: `/lines/${line}/${field}`,
  detail: `line ${line}: ${field} ${detail}`,
});

import type { ErrorCode, FieldError, Problem } from '@strowger/contracts';

/** Whatever the client throws of its own. An API key is in none of them. */
export class StrowgerError extends Error {
  override name = 'StrowgerError';
}

/** The API answered that it will not: the RFC 9457 problem, typed. */
export class ApiProblem extends StrowgerError {
  override name = 'ApiProblem';
  readonly problem: Problem;
  /** What went wrong, as a word of one list: `notFound`, `validation`, `staleVersion`, … */
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string;
  /** The faults of single fields: `pointer` (RFC 6901, in the body) or `parameter` names the place. */
  readonly errors: readonly FieldError[];
  /** What the server's log knows the request by. */
  readonly requestId: string;
  /** When the server says that it may be tried again, in seconds from its answer. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    const faults = (problem.errors ?? []).map(
      ({ pointer, parameter, detail }) => `; ${pointer ?? parameter ?? ''} ${detail}`,
    );
    super(`${problem.code}: ${problem.detail}${faults.join('')}`);
    this.problem = problem;
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** There was no whole answer: no connection, a connection that broke, or none in time. `cause` says why. */
export class ConnectionError extends StrowgerError {
  override name = 'ConnectionError';
  readonly timedOut: boolean;
  /** How often it was tried. */
  readonly attempts: number;

  constructor(message: string, facts: { timedOut: boolean; attempts: number; cause: unknown }) {
    super(message, { cause: facts.cause });
    this.timedOut = facts.timedOut;
    this.attempts = facts.attempts;
  }
}

/** Something answered that is not the API: a proxy's page, a redirect, JSON that breaks off. */
export class UnexpectedReply extends StrowgerError {
  override name = 'UnexpectedReply';
  readonly status: number;

  constructor(status: number, mediaType: string | null) {
    super(`The answer (status ${status}, ${mediaType ?? 'no media type'}) is not one of a Strowger API.`);
    this.status = status;
  }
}

import type { Problem } from '@strowger/contracts';

/** What the API answered where it did not succeed: the RFC 9457 problem, typed. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

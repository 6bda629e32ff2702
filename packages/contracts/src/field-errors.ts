import type { z } from 'zod';
import type { FieldError } from './errors.ts';

const MOST = 50;

/** Where a faulty value stood: in the body (a JSON pointer names it) or among the parameters. */
export type InputPlace = 'body' | 'parameters';

/** The faults that a schema found, one by one, without any of the values that were sent. */
export function fieldErrors(error: z.ZodError, place: InputPlace): FieldError[] {
  return error.issues.flatMap((issue) => fromIssue(issue, place)).slice(0, MOST);
}

function fromIssue(issue: z.core.$ZodIssue, place: InputPlace): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at(place, [...issue.path, key], 'unknown', 'is not known here'));
  }
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    /received undefined/.test(issue.message)
  ) {
    return [at(place, issue.path, 'required', 'must be given')];
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map((inner) => at(place, issue.path, inner.code ?? 'invalid', inner.message));
  return [at(place, issue.path, issue.code, issue.message)];
}

function at(place: InputPlace, path: readonly PropertyKey[], code: string, detail: string): FieldError {
  const steps = path.map(String);
  if (place === 'parameters') return { code, parameter: steps.join('.'), detail };
  return {
    code,
    pointer: steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail,
  };
}

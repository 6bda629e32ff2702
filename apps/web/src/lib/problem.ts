import type { FieldError, Problem } from '@strowger/contracts';

type WithProblem = { data?: { problem?: Problem } | null };

/** The problem that the server told, or undefined where it did not answer at all. */
export function problemOf(error: unknown): Problem | undefined {
  return (error as WithProblem | null)?.data?.problem;
}

export const isStale = (error: unknown): boolean => problemOf(error)?.code === 'staleVersion';
export const isSignedOut = (error: unknown): boolean => problemOf(error)?.code === 'unauthorized';

/** Where a fault lies, as the steps to the field: `/contact/email` -> contact, email. */
export function fieldPath({ pointer, parameter }: FieldError): string[] {
  if (parameter !== undefined) return [parameter];
  if (pointer === undefined) return [];
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether the cursor in the address is what the server refused. */
export function isCursorFault(error: unknown): boolean {
  return problemOf(error)?.errors?.some((fault) => fieldPath(fault)[0] === 'cursor') ?? false;
}

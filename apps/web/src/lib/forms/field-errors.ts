import type { FieldError } from '@strowger/contracts';
import type { z } from 'zod';
import { text as formText } from '../../messages/form.ts';
import { fieldPath } from '../problem.ts';

/** A fault at its field; without a name it belongs to the form as a whole. */
export type Fault = { name: string | undefined; message: string };

/** `must be …` -> `Must be …` */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The names of a form's fields, those of objects as `contact.email`. */
export function fieldNames(values: object, before = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? fieldNames(value, `${before}${key}.`)
      : [`${before}${key}`],
  );
}

/** The field that a path leads to or into: `allowedCallerIds/2` belongs to the field allowedCallerIds. */
function nearestField(path: readonly PropertyKey[], names: readonly string[]): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).map(String).join('.');
    if (names.includes(name)) return name;
  }
  return undefined;
}

function faultAt(
  path: readonly PropertyKey[],
  message: string,
  names: readonly string[],
  entryText = formText.line,
): Fault {
  const name = nearestField(path, names);
  // What stands in a list is a line of its field, however deep in that line the fault lies.
  const line = name === undefined ? undefined : path[name.split('.').length];
  const inList = /^\d+$/.test(String(line));
  const text = inList ? entryText(Number(line) + 1, message) : sentence(message);
  return { name, message: text };
}

/** What the contract's schema says of the wire form, at the form's fields. @param entryText names one entry of a list */
export function faultsOfIssues(
  issues: readonly z.core.$ZodIssue[],
  names: readonly string[],
  entryText = formText.line,
): Fault[] {
  return issues.map((issue) => {
    const isMissing =
      (issue.code === 'invalid_type' && issue.input === undefined) ||
      issue.input === '' ||
      (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1);
    return faultAt(issue.path, isMissing ? formText.required : issue.message, names, entryText);
  });
}

/** What the server's problem says, at the form's fields by pointer. */
export function faultsOfProblem(errors: readonly FieldError[], names: readonly string[]): Fault[] {
  return errors.map((error) => {
    const path = fieldPath(error);
    const fault = faultAt(path, error.detail, names);
    return fault.name === undefined ? { ...fault, message: `${path.join('.')}: ${error.detail}` } : fault;
  });
}

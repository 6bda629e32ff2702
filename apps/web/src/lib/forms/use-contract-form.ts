'use client';

import { type FormEvent, useState } from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type Resolver,
  set,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { text as formText } from '@/messages/form.ts';
import { t } from '@/messages.ts';
import { problemOf } from '../problem.ts';
import { faultsOfIssues, faultsOfProblem, fieldNames } from './field-errors.ts';

type Options<V extends FieldValues, W> = {
  /** The contract's schema of what is sent. It validates only: what is sent is the wire form as it went in. */
  schema: z.ZodType;
  defaultValues: V;
  /** What would be sent for these values. */
  toWire: (values: V) => W;
  send: (wire: W) => Promise<void>;
};

export type ContractForm<V extends FieldValues> = {
  form: UseFormReturn<V>;
  /** What is wrong with the form as a whole. */
  failure: string | undefined;
  onSubmit: (event?: FormEvent) => Promise<void>;
  /** Puts what the server refused to its fields. */
  showProblem: (error: unknown) => void;
};

/** A form whose rules are the contract's: the same schema here and in the server, whose faults land at their fields. */
export function useContractForm<V extends FieldValues, W>(options: Options<V, W>): ContractForm<V> {
  const { schema, defaultValues, toWire, send } = options;
  const [failure, setFailure] = useState<string>();
  const names = fieldNames(defaultValues);

  const resolver: Resolver<V> = (values) => {
    const parsed = schema.safeParse(toWire(values), { reportInput: true });
    if (parsed.success) return { values, errors: {} };
    const errors: FieldErrors<V> = {};
    for (const { name, message } of faultsOfIssues(parsed.error.issues, names)) {
      set(errors, name ?? 'root', { type: 'contract', message });
    }
    return { values: {}, errors };
  };
  const form = useForm<V>({ resolver, defaultValues: defaultValues as DefaultValues<V> });

  const showProblem = (error: unknown) => {
    const problem = problemOf(error);
    const faults = faultsOfProblem(problem?.errors ?? [], names);
    let isFirst = true;
    for (const { name, message } of faults) {
      if (name === undefined) continue;
      form.setError(name as Path<V>, { type: 'server', message }, { shouldFocus: isFirst });
      isFirst = false;
    }
    const ofForm = faults.filter((fault) => fault.name === undefined).map((fault) => fault.message);
    if (faults.length === 0) ofForm.push(problem?.detail ?? t.common.offline);
    setFailure(ofForm.length === 0 ? formText.faults(faults.length) : ofForm.join(' '));
  };

  const onSubmit = form.handleSubmit(
    async (values) => {
      setFailure(undefined);
      try {
        await send(toWire(values));
      } catch (error) {
        showProblem(error);
      }
    },
    (errors) => {
      const root = errors.root?.message;
      setFailure(root ?? formText.faults(fieldNames(messagesOf(errors)).length));
    },
  );
  return { form, failure, onSubmit, showProblem };
}

/** The errors as plain text, so that they can be counted: each holds a reference to its element. */
function messagesOf(errors: object): object {
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]: [string, { type?: unknown } & object]) => [
      name,
      typeof error.type === 'string' ? '' : messagesOf(error),
    ]),
  );
}

'use client';

import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { isStale } from '../problem.ts';
import { useContractForm } from './use-contract-form.ts';

type Versioned = { version: number };
type Wire = Record<string, unknown>;

type Options<T extends Versioned, V extends FieldValues> = {
  /** The thing as it was read. */
  loaded: T;
  schema: z.ZodType;
  toValues: (thing: T) => V;
  toWire: (values: V) => Wire;
  /** Writes the changed fields onto that version. */
  update: (changes: Wire, ifVersion: number) => Promise<T>;
  /** Reads the thing as it is stored now. */
  reread: () => Promise<T>;
  onSaved: (thing: T) => void;
};

/** Somebody else's change: what is stored now, and what was about to be written over it. */
export type Conflict<T> = { base: T; stored: T; changes: Wire };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields of `after` that differ from `before`. */
function changed(before: Wire, after: Wire): Wire {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => !same(value, before[key])));
}

export type Edit<T, V extends FieldValues> = {
  form: UseFormReturn<V>;
  failure: string | undefined;
  onSubmit: () => Promise<void>;
  isChanged: boolean;
  discard: () => void;
  conflict: Conflict<T> | undefined;
  takeStored: () => void;
  overwrite: () => Promise<void>;
};

/**
 * A form over a thing that others may change too. Only changed fields are written, onto the version that was read; where
 * that is no longer the stored one, nothing is written and the conflict is shown.
 */
export function useEdit<T extends Versioned, V extends FieldValues>(options: Options<T, V>): Edit<T, V> {
  const { loaded, schema, toValues, toWire, update, reread, onSaved } = options;
  const [base, setBase] = useState(loaded);
  const [conflict, setConflict] = useState<Conflict<T>>();
  const changesOf = (values: V) => changed(toWire(toValues(base)), toWire(values));

  const settle = (thing: T) => {
    setBase(thing);
    setConflict(undefined);
    form.reset(toValues(thing));
  };
  const write = async (changes: Wire, ifVersion: number) => {
    try {
      const saved = await update(changes, ifVersion);
      settle(saved);
      onSaved(saved);
    } catch (error) {
      if (!isStale(error)) throw error;
      setConflict({ base, stored: await reread(), changes });
    }
  };
  const contract = useContractForm<V, Wire>({
    schema,
    defaultValues: toValues(loaded),
    toWire: changesOf,
    send: (changes) => write(changes, base.version),
  });
  const { form } = contract;
  const overwrite = async () => {
    if (!conflict) return;
    try {
      await write(conflict.changes, conflict.stored.version);
    } catch (error) {
      setConflict(undefined);
      contract.showProblem(error);
    }
  };
  const isChanged = Object.keys(changesOf(form.watch())).length > 0;
  // A newer one that was read in passing replaces what is shown only while nothing has been typed.
  useEffect(() => {
    if (loaded.version <= base.version || isChanged) return;
    setBase(loaded);
    form.reset(toValues(loaded));
  }, [loaded, base.version, isChanged, form, toValues]);
  return {
    form,
    failure: contract.failure,
    onSubmit: contract.onSubmit,
    isChanged,
    discard: () => form.reset(toValues(base)),
    conflict,
    takeStored: () => conflict && settle(conflict.stored),
    overwrite,
  };
}

/** The rows of a conflict: every field that either side has changed. */
export function conflictRows<T>(conflict: Conflict<T>, toWire: (thing: T) => Wire) {
  const before = toWire(conflict.base);
  const stored = toWire(conflict.stored);
  const names = new Set([...Object.keys(changed(before, stored)), ...Object.keys(conflict.changes)]);
  return [...names].map((name) => ({
    name,
    theirs: stored[name],
    yours: name in conflict.changes ? conflict.changes[name] : undefined,
    isMine: name in conflict.changes,
    isTheirs: !same(stored[name], before[name]),
  }));
}

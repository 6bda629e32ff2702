import type { z } from 'zod';

/** What is created in bulk, by the operations that create it. */
export type BulkOperation = 'createUser' | 'createExtension' | 'createCustomer';

/** What a line gives, under the names of the columns; an empty cell gives nothing. */
export type Values = Readonly<Record<string, unknown>>;

/** Something wrong with a line, at the column that it lies in; without one it is the whole line. */
export type LineFault = { column: string | undefined; message: string };

/** What was made by the steps before, and the password that was made for the line. */
export type Made = { ids: readonly string[]; secret: string };

/** One call that a line asks for. */
export type BulkStep = {
  operation: BulkOperation;
  /** What it makes, as a noun: `number`. */
  noun: string;
  schema: z.ZodType;
  wire: (made: Made) => Record<string, unknown>;
  /** The column that a field of the wire form comes from, by its dotted name. */
  columns: Readonly<Record<string, string>>;
};

export type BulkColumn = {
  /** As it stands in a template. */
  name: string;
  label: string;
  /** Other names that it is known by. */
  aliases?: readonly string[];
  read: (text: string) => unknown;
  required?: boolean;
  hint?: string;
  /** Not shown on the screen. */
  secret?: boolean;
  /** Of the two lines of a template. */
  examples: readonly [string, string];
};

/** A kind of thing that is created from lines. */
export type BulkKind = {
  columns: readonly BulkColumn[];
  /** What a line asks for, and what is wrong with it before any schema is asked. */
  plan: (values: Values) => { steps: readonly BulkStep[]; faults: readonly LineFault[] };
  /** What may stand in one line only, by its column. */
  unique: (values: Values) => Readonly<Record<string, string | undefined>>;
};

/** How many lines go at a time: what a browser keeps a watch over. More is what the API is for. */
export const BULK_LINES_MAX = 1000;

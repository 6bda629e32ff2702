import type { OperationId } from '@strowger/contracts';
import type { ComponentType } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { Room } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import type { OwnedTexts, OwnedThing } from './owned-kind.ts';

type Wire = Record<string, unknown>;

export type FieldsProps<Row> = {
  customer: Customer;
  /** The one that is changed; undefined while one is made. */
  row?: Row;
};

/** The form for a new owned thing: its fields, and how they become the wire form of the contract. */
export type CreateForm<Row extends OwnedThing, V extends FieldValues> = {
  room: Room;
  text: OwnedTexts;
  nameOf: (row: Row) => string;
  operations: { create: OperationId; lists: readonly OperationId[] };
  createSchema: z.ZodType;
  newValues: V;
  /**
   * All writable fields. Those that are null or undefined are left out of a creation. In a change null takes a value away, and
   * undefined is refused: what the server had a default for must be given from then on.
   */
  toWire: (values: V) => Wire;
  /** A customer's only, never a user's. */
  ofCustomerOnly?: boolean;
  Fields: ComponentType<FieldsProps<Row>>;
};

/** The same over one that is stored. */
export type OwnedForm<Row extends OwnedThing, V extends FieldValues> = CreateForm<Row, V> & {
  text: { saved: (name: string) => string; fields: Readonly<Record<string, string>> };
  operations: { get: OperationId; update: OperationId; delete: OperationId };
  /** The parameter that names one: `extensionId`. */
  idName: string;
  updateSchema: z.ZodType;
  valuesOf: (row: Row) => V;
  /** The fields that are fixed once it is made. */
  fixed?: readonly string[];
};

/** An empty text is no value. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The number that a text tells; NaN, which every schema refuses, where it tells none. */
export const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** A number that is left to the server's default where nothing is given. */
export const numberOf = (text: string): number | undefined => numberOrNull(text) ?? undefined;

/** What stands on lines, or between commas. */
export const listOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const textOf = (value: string | number | null): string => (value === null ? '' : String(value));

/** The options of a select, in the order of their labels' keys. */
export const optionsOf = (labels: Readonly<Record<string, string>>, keys = Object.keys(labels)) =>
  keys.map((value) => ({ value, label: labels[value] ?? value }));

import { readFile } from 'node:fs/promises';
import type { Operation } from '@strowger/contracts';
import { UsageError } from '../exit-code.ts';
import type { Io } from '../io.ts';
import type { Flag } from './flags.ts';

/** What commander has read of a flag: its text, or true and false of one without. */
export type FlagValue = string | string[] | boolean | undefined;

/** The value that a flag stands for. @throws UsageError */
export function flagValue(flag: Flag, given: FlagValue): unknown {
  if (given === undefined || typeof given === 'boolean') return given;
  if (given === 'null' && flag.isNullable) return null;
  if (flag.kind === 'list' || flag.kind === 'numbers') {
    const parts = (Array.isArray(given) ? given : [given])
      .flatMap((text) => text.split(','))
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return flag.kind === 'list' ? parts : parts.map((part) => numberOf(part, flag));
  }
  const text = Array.isArray(given) ? (given.at(-1) ?? '') : given;
  if (flag.kind === 'number') return numberOf(text, flag);
  return flag.kind === 'json' ? parseJson(text, `--${flag.name}`) : text;
}

function numberOf(text: string, flag: Flag): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${flag.name} must be a number.`);
  return Number(text);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${where} must be JSON.`);
  }
}

/** The fields of `--data`: JSON itself, `@FILE`, or `-` for stdin. @throws UsageError */
export async function readData(io: Io, data: string | undefined): Promise<Record<string, unknown>> {
  if (data === undefined) return {};
  const value = parseJson(await textOf(io, data), '--data');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError('--data must be a JSON object with the fields.');
  return value as Record<string, unknown>;
}

async function textOf(io: Io, data: string): Promise<string> {
  if (data === '-' || data === '@-') {
    const chunks: Buffer[] = [];
    for await (const chunk of io.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString();
  }
  if (!data.startsWith('@')) return data;
  return readFile(data.slice(1), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--data: ${data.slice(1)} cannot be read (${error.code}).`);
  });
}

/** As the wire has it: in a query everything is text. */
export function toWire(operation: Operation, input: Record<string, unknown>): Record<string, unknown> {
  const inQuery = operation.query?.shape ?? {};
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Object.hasOwn(inQuery, name) ? String(value) : value]),
  );
}

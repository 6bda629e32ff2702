import 'server-only';
import { TRPCError } from '@trpc/server';
import { notFound } from 'next/navigation';
import type { Customer } from '@/lib/wire.ts';
import { readCustomer } from './console.ts';

const missing = new Set(['NOT_FOUND', 'UNPROCESSABLE_CONTENT']);

/** Reads a thing; one that is out of scope, or whose id is none, shows the not-found page. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TRPCError && missing.has(error.code)) notFound();
    throw error;
  }
}

/** The customer of the address, or the not-found page. */
export const requireCustomer = (customerId: string): Promise<Customer> =>
  orNotFound(readCustomer(customerId));

/** As orNotFound; undefined where the role may not read it, so that the room tells so. */
export async function orRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  return orNotFound(
    reading.catch((error: unknown) => {
      if (error instanceof TRPCError && error.code === 'FORBIDDEN') return undefined;
      throw error;
    }),
  );
}

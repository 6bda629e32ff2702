import 'server-only';
import { encodeId, type OperationId, operationIds, operationOf } from '@strowger/contracts';
import { mayOperate, type OperatorRole } from '@strowger/domain';
import { dehydrate } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { newRequestId, sessionCaller } from '@/auth/session-cookie.ts';
import type { ReadChildren } from '@/components/frame/tree-query.ts';
import { composition } from '@/compose.ts';
import { appRouter, createCaller } from '@/trpc/router.ts';
import { isTimeZone } from '../format.ts';
import { makeServerClient } from '../query-client.ts';
import { signInAddress } from '../sign-in-address.ts';
import { CLOCK_COOKIE, type Clock, TIME_ZONE_COOKIE } from '../time-zone-cookie.ts';
import type { Customer } from '../wire.ts';

/** Who is signed in, as the browser is told. */
export type ConsoleOperator = { name: string; role: OperatorRole; customerId: string };
export type Rights = Record<OperationId, boolean>;

/** The path that the browser asked for: layouts are not told theirs (set in proxy.ts). */
export const PATH_HEADER = 'x-strowger-path';

/**
 * The signed-in operator of this request and the means to read for it: once per request, however many layouts and
 * pages ask. Leads to the sign-in page where nobody is signed in.
 */
export const getConsole = cache(async () => {
  const parts = await composition();
  const caller = await sessionCaller(parts);
  const path = (await headers()).get(PATH_HEADER) ?? '/';
  if (caller?.actor.kind !== 'operator') redirect(signInAddress(path, false));
  const { name, role } = caller.actor;
  const operator: ConsoleOperator = { name, role, customerId: encodeId('customer', caller.customerId) };
  const rights = Object.fromEntries(
    operationIds.map((id) => [id, mayOperate(role, operationOf(id))]),
  ) as Rights;
  const apiUrl = `${parts.env.publicUrl}/v1`;
  const sendsMail = parts.env.SMTP_URL !== undefined;
  return { operator, rights, path, apiUrl, sendsMail, context: { parts, caller, requestId: newRequestId() } };
});

/**
 * A cache of its own for one layout or page, filled on the server and handed to the browser with the HTML, so that
 * what is shown first needs no request.
 */
export async function createReader() {
  const { context } = await getConsole();
  const queryClient = makeServerClient();
  const trpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient });
  return { trpc, queryClient, dehydrated: () => dehydrate(queryClient) };
}

/** The operator's time zone, as the browser has told it (UTC at the first visit), and whether times are told by it. */
export async function readClock(): Promise<{ own: string; clock: Clock; timeZone: string }> {
  const kept = await cookies();
  const name = kept.get(TIME_ZONE_COOKIE)?.value ?? 'UTC';
  const own = isTimeZone(name) ? name : 'UTC';
  const clock: Clock = kept.get(CLOCK_COOKIE)?.value === 'utc' ? 'utc' : 'own';
  return { own, clock, timeZone: clock === 'utc' ? 'UTC' : own };
}

/** One customer, read once per request. */
export const readCustomer = cache(async (customerId: string): Promise<Customer> => {
  const { context } = await getConsole();
  return (await createCaller(context).getCustomer({ customerId })) as Customer;
});

/** A page of a customer's children, for the tree. */
export const readChildren: ReadChildren = async (input) => {
  const { context } = await getConsole();
  return createCaller(context).getCustomerCustomers(input) as ReturnType<ReadChildren>;
};

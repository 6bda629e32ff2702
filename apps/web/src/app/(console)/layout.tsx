import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { BrandStyle } from '@/components/brand-style.tsx';
import { Frame } from '@/components/frame/frame.tsx';
import { treeChildren } from '@/components/frame/tree-query.ts';
import { COLUMNS_COOKIE } from '@/lib/columns-cookie.ts';
import { ConsoleProvider } from '@/lib/console-context.tsx';
import { customerPathKey, walkUp } from '@/lib/customer-path.ts';
import { readAddress } from '@/lib/rooms.ts';
import { readNonce, readOwnBrand } from '@/lib/server/brand.ts';
import { createReader, getConsole, readChildren, readClock, readCustomer } from '@/lib/server/console.ts';
import { settle } from '@/lib/server/settle.ts';
import { DataProvider } from '@/lib/trpc.tsx';
import { t } from '@/messages.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { name = t.product } = await readOwnBrand();
  return { title: { default: name, template: `%s · ${name}` } };
}

/** The frame, with the tree opened down to the customer in focus: the first page comes with all of it. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { operator, rights, apiUrl, sendsMail } = await getConsole();
  const tree = await readTree();
  const kept = await cookies();
  const { own, clock } = await readClock();
  const { sheet, name, logoPath } = await readOwnBrand();
  return (
    <ConsoleProvider
      operator={operator}
      rights={rights}
      apiUrl={apiUrl}
      sendsMail={sendsMail}
      columnsCookie={kept.get(COLUMNS_COOKIE)?.value ?? ''}
      brand={{ name, logoPath }}
      serverTimeZone={own}
      serverClock={clock}
    >
      <BrandStyle sheet={sheet} nonce={await readNonce()} />
      <DataProvider>
        <HydrationBoundary state={tree}>
          <Frame>{children}</Frame>
        </HydrationBoundary>
      </DataProvider>
    </ConsoleProvider>
  );
}

/** A customer out of scope in the address opens nothing: the page itself tells it. */
async function readTree(): Promise<DehydratedState> {
  const { operator, path } = await getConsole();
  const { trpc, queryClient, dehydrated } = await createReader();
  const { customerId = operator.customerId } = readAddress(path.split('?', 1)[0] ?? '');
  const way = await walkUp(customerId, operator.customerId, readCustomer).catch(() => undefined);
  if (way) queryClient.setQueryData(customerPathKey(customerId), way);
  for (const customer of way ?? [await readCustomer(operator.customerId)]) {
    queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId: customer.id }), customer);
  }
  const open = new Set([operator.customerId, ...(way ?? []).slice(0, -1).map((customer) => customer.id)]);
  await settle(...[...open].map((id) => queryClient.infiniteQuery(treeChildren(id, readChildren))));
  return dehydrated();
}

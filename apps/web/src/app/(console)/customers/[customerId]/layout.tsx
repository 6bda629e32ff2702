import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { CustomerRooms } from '@/components/frame/customer-rooms.tsx';
import { readOwnBrand } from '@/lib/server/brand.ts';
import { createReader, readCustomer } from '@/lib/server/console.ts';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import { text } from '@/messages/errors.ts';
import { t } from '@/messages.ts';

type LayoutProps = { params: Promise<{ customerId: string }>; children: ReactNode };

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const customer = await readCustomer((await params).customerId).catch(() => undefined);
  // The page that says so is chosen by the layout; this gives it its title.
  if (!customer) return { title: `${text.notFoundTitle} · ${t.product}` };
  const { name } = customer;
  const { name: brand = t.product } = await readOwnBrand();
  return { title: { default: `${name} · ${brand}`, template: `%s · ${name} · ${brand}` } };
}

/** A customer in focus: its rooms. One out of scope does not exist. */
export default async function CustomerLayout({ params, children }: LayoutProps) {
  const { customerId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId }), await requireCustomer(customerId));
  return (
    <HydrationBoundary state={dehydrated()}>
      <CustomerRooms customerId={customerId}>{children}</CustomerRooms>
    </HydrationBoundary>
  );
}

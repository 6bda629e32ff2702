import type { Metadata } from 'next';
import { BulkCustomers } from '@/components/customers/bulk-customers.tsx';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { text } from '@/messages/bulk.ts';

export const metadata: Metadata = { title: text.kinds.customers.title };

export default async function BulkCustomersPage({ params }: RoomProps) {
  const customer = await requireCustomer((await params).customerId);
  return <BulkCustomers key={customer.id} customer={customer} />;
}

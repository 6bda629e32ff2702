import type { Metadata } from 'next';
import { BulkExtensions } from '@/components/extensions/bulk-extensions.tsx';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { text } from '@/messages/bulk.ts';

export const metadata: Metadata = { title: text.kinds.extensions.title };

export default async function BulkExtensionsPage({ params }: RoomProps) {
  const customer = await requireCustomer((await params).customerId);
  return <BulkExtensions key={customer.id} customer={customer} />;
}

import type { Metadata } from 'next';
import { BulkUsers } from '@/components/users/bulk-users.tsx';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { text } from '@/messages/bulk.ts';

export const metadata: Metadata = { title: text.kinds.users.title };

export default async function BulkUsersPage({ params }: RoomProps) {
  const customer = await requireCustomer((await params).customerId);
  return <BulkUsers key={customer.id} customer={customer} />;
}

import { redirect } from 'next/navigation';
import { sameRoomAddress } from '@/lib/rooms.ts';
import { requireCustomer } from '@/lib/server/require-customer.ts';

export default async function CustomerPage({ params }: { params: Promise<{ customerId: string }> }) {
  redirect(sameRoomAddress(await requireCustomer((await params).customerId), 'overview'));
}

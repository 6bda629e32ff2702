import { redirect } from 'next/navigation';
import { roomAddress } from '@/lib/rooms.ts';
import { getConsole } from '@/lib/server/console.ts';

/** The console begins at the operator's own customer. */
export default async function Home() {
  const { operator } = await getConsole();
  redirect(roomAddress(operator.customerId, 'customers'));
}

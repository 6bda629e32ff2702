import { redirect } from 'next/navigation';
import { roomAddress } from '@/lib/rooms.ts';
import { getConsole } from '@/lib/server/console.ts';

/** The console begins with what happened at the operator's own customer. */
export default async function Home() {
  const { operator } = await getConsole();
  redirect(roomAddress(operator.customerId, 'overview'));
}

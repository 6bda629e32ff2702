import { isBuilt, roomAddress } from '@/lib/rooms.ts';
import type { useTRPCClient } from '@/lib/trpc.tsx';

type Client = ReturnType<typeof useTRPCClient>;
type Place = { label: string; address: string };

const ids = /^(cus|usr|con|crr|cdr)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

export const isId = (text: string): boolean => ids.test(text);

/** Where the thing with that id is looked at; null where the operator sees none. */
export async function locate(client: Client, id: string): Promise<Place | null> {
  try {
    return await finders[id.slice(0, 3) as keyof typeof finders](client, id);
  } catch {
    return null;
  }
}

const finders = {
  cus: async (client: Client, customerId: string): Promise<Place | null> => {
    const { name } = await client.getCustomer.query({ customerId });
    return { label: name, address: roomAddress(customerId, 'overview') };
  },
  usr: async (client: Client, userId: string): Promise<Place | null> => {
    const { username, customerId } = await client.getUser.query({ userId });
    return { label: username, address: `${roomAddress(customerId, 'users')}/${userId}` };
  },
  con: async (client: Client, consumerId: string): Promise<Place | null> => {
    const { url, customerId } = await client.getConsumer.query({ consumerId });
    return { label: url, address: `${roomAddress(customerId, 'consumers')}/${consumerId}` };
  },
  crr: async (client: Client, requestId: string): Promise<Place | null> => {
    const { from, to, scopeCustomerId } = await client.getCallRecordRequest.query({ requestId });
    const label = `${from.slice(0, 10)} – ${to.slice(0, 10)}`;
    return { label, address: `${roomAddress(scopeCustomerId, 'requests')}/${requestId}` };
  },
  cdr: async (client: Client, callRecordId: string): Promise<Place | null> => {
    if (!isBuilt('call-records')) return null;
    const { from, to, customerId } = await client.getCallRecord.query({ callRecordId });
    return {
      label: `${from} → ${to}`,
      address: `${roomAddress(customerId, 'call-records')}/${callRecordId}`,
    };
  },
};

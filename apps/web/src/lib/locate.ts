import { isIdForm } from '@/lib/ids.ts';
import { type Room, roomAddress } from '@/lib/rooms.ts';
import type { useTRPCClient } from '@/lib/trpc.tsx';
import { telephonyWords } from '@/messages/telephony-words.ts';
import { forwardName, numbersOf } from './phrases.ts';

type Client = ReturnType<typeof useTRPCClient>;
type Found = { label: string; customerId: string };
/** The room of a kind of thing, and how one of it is read. */
type Finder = { room: Room; find: (client: Client, id: string) => Promise<Found> };

/** What a thing is called, and the address of its page. */
export type Place = { label: string; address: string };

const finders: Record<string, Finder> = {
  usr: {
    room: 'users',
    find: async (client, userId) => {
      const { username, customerId } = await client.getUser.query({ userId });
      return { label: username, customerId };
    },
  },
  ext: {
    room: 'extensions',
    find: async (client, extensionId) => {
      const extension = await client.getExtension.query({ extensionId });
      return { label: numbersOf(extension), customerId: extension.customerId };
    },
  },
  nrg: {
    room: 'number-ranges',
    find: async (client, numberRangeId) => {
      const range = await client.getNumberRange.query({ numberRangeId });
      return { label: numbersOf(range), customerId: range.customerId };
    },
  },
  fwd: {
    room: 'forwards',
    find: async (client, forwardId) => {
      const forward = await client.getForward.query({ forwardId });
      return { label: forwardName(forward), customerId: forward.customerId };
    },
  },
  dst: {
    room: 'destinations',
    find: async (client, destinationId) => {
      const { name, customerId } = await client.getDestination.query({ destinationId });
      return { label: name, customerId };
    },
  },
  dom: {
    room: 'domains',
    find: async (client, domainId) => {
      const { domain, customerId } = await client.getDomain.query({ domainId });
      return { label: domain, customerId };
    },
  },
  trf: {
    room: 'tariffplans',
    find: async (client, tariffplanId) => {
      const { name, customerId } = await client.getTariffplan.query({ tariffplanId });
      return { label: name, customerId };
    },
  },
  lim: {
    room: 'limits',
    find: async (client, limitId) => {
      const { type, threshold, customerId } = await client.getLimit.query({ limitId });
      return { label: `${telephonyWords.limitTypes[type]} ${threshold}`, customerId };
    },
  },
  whl: {
    room: 'whitelists',
    find: async (client, whitelistId) => {
      const { name, customerId } = await client.getWhitelist.query({ whitelistId });
      return { label: name, customerId };
    },
  },
  src: {
    room: 'sources',
    find: async (client, sourceId) => {
      const { name, customerId } = await client.getCallRecordSource.query({ sourceId });
      return { label: name, customerId };
    },
  },
  con: {
    room: 'consumers',
    find: async (client, consumerId) => {
      const { url, customerId } = await client.getConsumer.query({ consumerId });
      return { label: url, customerId };
    },
  },
  crr: {
    room: 'requests',
    find: async (client, requestId) => {
      const { from, to, scopeCustomerId } = await client.getCallRecordRequest.query({ requestId });
      return { label: `${from.slice(0, 10)} – ${to.slice(0, 10)}`, customerId: scopeCustomerId };
    },
  },
  cdr: {
    room: 'call-records',
    find: async (client, callRecordId) => {
      const { from, to, customerId } = await client.getCallRecord.query({ callRecordId });
      return { label: `${from} → ${to}`, customerId };
    },
  },
  key: {
    room: 'api-keys',
    find: async (client, apiKeyId) => {
      const { name, customerId } = await client.getApiKey.query({ apiKeyId });
      return { label: name, customerId };
    },
  },
  opr: {
    room: 'operators',
    find: async (client, operatorId) => {
      const { name, customerId } = await client.getOperator.query({ operatorId });
      return { label: name, customerId };
    },
  },
};

/** Whether the text is the id of something that has a page. */
export function isId(text: string): boolean {
  if (!isIdForm(text)) return false;
  return text.startsWith('cus_') || finders[text.slice(0, 3)] !== undefined;
}

/** Where the thing with that id is looked at; null where the operator sees none, or it has no page. */
export async function locate(client: Client, id: string): Promise<Place | null> {
  try {
    if (id.startsWith('cus_')) {
      const { name } = await client.getCustomer.query({ customerId: id });
      return { label: name, address: roomAddress(id, 'overview') };
    }
    const finder = finders[id.slice(0, 3)];
    if (!finder) return null;
    const { label, customerId } = await finder.find(client, id);
    return { label, address: `${roomAddress(customerId, finder.room)}/${id}` };
  } catch {
    return null;
  }
}

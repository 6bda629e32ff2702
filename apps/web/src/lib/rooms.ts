import type { OperationId } from '@strowger/contracts';
import { t } from '@/messages.ts';
import type { Rights } from './server/console.ts';

/** The rooms of a customer, in the groups of the navigation. Their names stand in addresses. */
const groups = {
  customer: ['overview', 'customers', 'details'],
  telephony: ['users', 'extensions', 'number-ranges', 'forwards', 'destinations', 'domains'],
  prices: ['tariffplans', 'usage', 'ledger', 'limits', 'whitelists'],
  records: ['call-records', 'requests', 'consumers', 'inbox', 'sources', 'quarantine'],
  access: ['api-keys', 'operators', 'audit', 'settings'],
} as const;

type Group = keyof typeof groups;
export type Room = (typeof groups)[Group][number];

/** The letter that leads to a room after `g`. */
export const roomKeys = {
  o: 'overview',
  c: 'customers',
  d: 'details',
  u: 'users',
  e: 'extensions',
  n: 'number-ranges',
  f: 'forwards',
  t: 'destinations',
  m: 'domains',
  p: 'tariffplans',
  b: 'usage',
  j: 'ledger',
  l: 'limits',
  w: 'whitelists',
  r: 'call-records',
  q: 'requests',
  k: 'consumers',
  i: 'inbox',
  v: 'sources',
  z: 'quarantine',
  a: 'api-keys',
  s: 'operators',
  h: 'audit',
  x: 'settings',
} as const satisfies Record<string, Room>;

export const roomLabel = (room: Room): string => t.rooms[room];

/** What a role must be allowed, for the rooms that are not everybody's. */
const needs: Partial<Record<Room, OperationId>> = {
  'api-keys': 'getCustomerApiKeys',
  operators: 'getCustomerOperators',
  audit: 'getAuditEntries',
};

const mayEnter = (room: Room, rights: Rights): boolean => {
  const operation = needs[room];
  return operation === undefined || rights[operation];
};

/** The rooms of a customer by group, as far as the role may enter them. An end customer has no customers. */
export const roomGroups = (kind: string, rights: Rights): { label: string; rooms: Room[] }[] =>
  Object.entries(groups)
    .map(([group, rooms]: [string, readonly Room[]]) => ({
      label: t.roomGroups[group as Group],
      rooms: rooms.filter((room) => mayEnter(room, rights) && (room !== 'customers' || kind !== 'end')),
    }))
    .filter(({ rooms }) => rooms.length > 0);

const isRoom = (text: string | undefined): text is Room => text !== undefined && text in t.rooms;

/** `/customers/{customerId}/{room}/…` */
export function readAddress(pathname: string): { customerId: string | undefined; room: Room } {
  const [, , customerId, room] = pathname.split('/');
  return { customerId: customerId || undefined, room: isRoom(room) ? room : 'overview' };
}

export const roomAddress = (customerId: string, room: Room): string => `/customers/${customerId}/${room}`;

/** The same room of another customer; an end customer has no customers, so that its users are shown. */
export function sameRoomAddress(customer: { id: string; kind: string }, room: Room): string {
  return roomAddress(customer.id, room === 'customers' && customer.kind === 'end' ? 'users' : room);
}

import { t } from '@/messages.ts';

/** The rooms of a customer, as they stand in addresses and in the tab bar. */
export const rooms = ['customers', 'details', 'users', 'requests', 'consumers', 'inbox'] as const;
export type Room = (typeof rooms)[number];

export const roomLabel = (room: Room): string => t.rooms[room];

const isRoom = (text: string | undefined): text is Room => rooms.some((room) => room === text);

/** `/customers/{customerId}/{room}/…` */
export function readAddress(pathname: string): { customerId: string | undefined; room: Room } {
  const [, , customerId, room] = pathname.split('/');
  return { customerId: customerId || undefined, room: isRoom(room) ? room : 'customers' };
}

export const roomAddress = (customerId: string, room: Room): string => `/customers/${customerId}/${room}`;

/** The same room of another customer; an end customer has no customers, so that its users are shown. */
export function sameRoomAddress(customer: { id: string; kind: string }, room: Room): string {
  return roomAddress(customer.id, room === 'customers' && customer.kind === 'end' ? 'users' : room);
}

import type { OperationId } from '@strowger/contracts';
import type { ReactNode } from 'react';
import type { OnDemand } from '@/lib/on-demand.ts';
import type { Room } from '@/lib/rooms.ts';
import type { Customer } from '@/lib/wire.ts';
import type { Column } from '../list/column.ts';
import type { Filter } from '../list/list-room.tsx';
import type { OwnedList } from './owned-list.ts';

/** What belongs to a customer, or to one of its users (`userId`). */
export type OwnedThing = {
  id: string;
  customerId: string;
  userId?: string | null;
  externalId: string | null;
  version: number;
  createdAt: string;
};

export type OwnedTexts = {
  title: string;
  /** One of them, in a word. */
  noun: string;
  of: (owner: string) => string;
  create: string;
  createUnder: (owner: string) => string;
  created: (name: string) => string;
  empty: string;
  emptyText: string;
  noMatch: string;
  noMatchText: string;
  /** Of what levels above have set, where it counts below as well. */
  inherited?: string;
  inheritedText?: string;
};

export type CreateProps = { customer: Customer; userId: string; onClose: () => void };

/** A room of owned things: what is in its list, and the form for a new one. The rest is OwnedRoom's. */
export type OwnedKind<Row extends OwnedThing> = {
  room: Room;
  list: OwnedList;
  text: OwnedTexts;
  icon: ReactNode;
  create: OperationId;
  /** The body of the curl that an empty list shows. */
  example: Record<string, unknown>;
  nameOf: (row: Row) => string;
  /** How the name is shown, where it is not that text. */
  name?: (row: Row) => ReactNode;
  /** The second line of a row where columns are hidden. */
  second?: (row: Row) => ReactNode;
  /** Those after the name and before the owner. */
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** What leads to the page that creates many, where there is one. */
  createMany?: string;
  Create: OnDemand<CreateProps>;
  /** Which things of levels above count here too. */
  isInherited?: (row: Row) => boolean;
};

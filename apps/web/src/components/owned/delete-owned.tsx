'use client';

import type { OperationId } from '@strowger/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/lib/console-context.tsx';
import { type Room, roomAddress } from '@/lib/rooms.ts';
import { DeleteButton } from '../deletion/delete-button.tsx';
import type { OwnedThing } from './owned-kind.ts';
import { useOwnedCalls } from './use-owned-calls.ts';

type DeleteOwnedProps = {
  room: Room;
  noun: string;
  name: string;
  thing: OwnedThing;
  idName: string;
  operations: { get: OperationId; delete: OperationId; lists: readonly OperationId[] };
  /** Somebody above has set it: it is theirs to delete. */
  isReserved: boolean;
};

/** Deletes an owned thing, after it has asked; then one is back at its list. */
export function DeleteOwned(props: DeleteOwnedProps) {
  const { room, noun, name, thing, idName, operations, isReserved } = props;
  const calls = useOwnedCalls<OwnedThing>();
  const queryClient = useQueryClient();
  const may = useMay(operations.delete);
  const named = { [idName]: thing.id };
  return (
    <DeleteButton
      may={may && !isReserved}
      noun={noun}
      name={name}
      version={thing.version}
      remove={(ifVersion) => calls.send(operations.delete, { ...named, ifVersion })}
      reread={() => queryClient.query({ ...calls.one(operations.get, named), staleTime: 0 } as never)}
      backTo={roomAddress(thing.customerId, room)}
      refresh={() => calls.refresh(operations.lists)}
    />
  );
}

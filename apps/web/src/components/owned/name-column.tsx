import { roomAddress } from '@/lib/rooms.ts';
import { text as ownedText } from '@/messages/owned.ts';
import type { Column } from '../list/column.ts';
import { RowLink } from '../list/row-link.tsx';
import type { OwnedKind, OwnedThing } from './owned-kind.ts';

/** The column that names a row and leads to its page. */
export const nameColumn = <Row extends OwnedThing>(kind: OwnedKind<Row>): Column<Row> => ({
  key: 'name',
  header: ownedText.columns[kind.room as keyof typeof ownedText.columns],
  value: kind.nameOf,
  grow: true,
  cell: (row) => (
    <RowLink href={`${roomAddress(row.customerId, kind.room)}/${row.id}`} second={kind.second?.(row)}>
      {kind.name?.(row) ?? kind.nameOf(row)}
    </RowLink>
  ),
});

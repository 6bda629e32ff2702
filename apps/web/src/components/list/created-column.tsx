import { Time } from '../time.tsx';
import type { Column } from './column.ts';

type Created = { createdAt: string };

/** When a row was made: the last column of most lists. */
export const createdColumn = <Row extends Created>(
  column: Pick<Column<Row>, 'header' | 'from' | 'sort' | 'optional'>,
): Column<Row> => ({
  key: 'createdAt',
  align: 'right',
  value: ({ createdAt }) => createdAt,
  cell: ({ createdAt }) => <Time at={createdAt} as="date" />,
  ...column,
});

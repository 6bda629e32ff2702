import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

export type Column<Row> = {
  key: string;
  header: string;
  /** What is exported, and what is shown where there is no `cell`. A column without it is not exported. */
  value?: (row: Row) => string | number | boolean | null | undefined;
  cell?: (row: Row) => ReactNode;
  /** The key that the server sorts by, where it does. */
  sort?: string;
  align?: 'right';
  mono?: boolean;
  /** The width from which on it is shown. */
  from?: 'sm' | 'md' | 'lg' | 'xl' | '2xl';
  /** Takes what width is left, and is cut where that is little. */
  grow?: boolean;
  /** Is shown only once it was chosen. */
  optional?: boolean;
};

const fromClasses = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
  '2xl': 'max-[96rem]:hidden',
};

export const cellClass = <Row>(column: Column<Row>): string =>
  cx(
    'whitespace-nowrap not-first:pl-2 not-last:pr-2 min-[96rem]:not-first:pl-3 min-[96rem]:not-last:pr-3',
    column.align === 'right' ? 'text-right' : 'text-left',
    column.from && fromClasses[column.from],
    column.grow && 'w-full max-w-0 lg:min-w-28',
    column.grow && !column.cell && 'truncate',
  );

'use client';

import { Rows3 } from 'lucide-react';
import { formatCount } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { numbersOf } from '@/lib/phrases.ts';
import type { NumberRange } from '@/lib/wire.ts';
import { text } from '@/messages/number-ranges.ts';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { numberRangeList } from './list-state.ts';
import { numbersIn } from './numbers-in.ts';
import { useIsPlatform } from './use-is-platform.ts';

const numberRangeKind: OwnedKind<NumberRange> = {
  room: 'number-ranges',
  list: numberRangeList,
  text,
  icon: <Rows3 aria-hidden className="size-5" />,
  create: 'createNumberRange',
  example: { rangeStart: '+31201234500', rangeEnd: '+31201234599' },
  nameOf: numbersOf,
  columns: [
    {
      key: 'count',
      header: text.columns.count,
      align: 'right',
      value: numbersIn,
      cell: (range) => formatCount(numbersIn(range)),
    },
  ],
  Create: onDemand(() => import('./create-number-range.tsx').then((module) => module.CreateNumberRange)),
  isInherited: () => true,
};

/** The numbers that the customer in focus was allotted. */
export function NumberRangesRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={numberRangeKind} customerId={customerId} may={useIsPlatform()} />;
}

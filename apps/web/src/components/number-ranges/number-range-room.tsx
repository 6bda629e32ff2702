'use client';

import { useQuery } from '@tanstack/react-query';
import { formatCount } from '@/lib/format.ts';
import { numbersOf } from '@/lib/phrases.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/number-ranges.ts';
import { text as ownedText } from '@/messages/owned-form.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { CustomerName } from '../names.tsx';
import { DeleteOwned } from '../owned/delete-owned.tsx';
import { numbersIn } from './numbers-in.ts';
import { useIsPlatform } from './use-is-platform.ts';

/** One range of numbers. It cannot be changed: it is taken back, or stays. */
export function NumberRangeRoom({ id }: { id: string }) {
  const trpc = useTRPC();
  const isPlatform = useIsPlatform();
  const query = useQuery(trpc.getNumberRange.queryOptions({ numberRangeId: id }));
  return (
    <DetailRoom
      query={query}
      title={numbersOf}
      acts={(range) => (
        <DeleteOwned
          room="number-ranges"
          noun={text.noun}
          name={numbersOf(range)}
          thing={range}
          idName="numberRangeId"
          operations={{
            get: 'getNumberRange',
            delete: 'deleteNumberRange',
            lists: ['getCustomerNumberRanges'],
          }}
          isReserved={!isPlatform}
        />
      )}
      facts={(range) => [
        [ownedText.ofCustomer, <CustomerName key="customer" id={range.customerId} />],
        [text.columns.count, formatCount(numbersIn(range))],
        [ownedText.externalId, range.externalId ?? '–'],
        timeFact(ownedText.createdAt, range.createdAt),
      ]}
    >
      {() => null}
    </DetailRoom>
  );
}

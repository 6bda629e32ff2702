'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useConsole } from '@/lib/console-context.tsx';
import { formatTime } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { CallRecordExplanation } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { t } from '@/messages.ts';
import { Callout } from '../ui/callout.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { explanationInput } from './explanation-input.ts';
import { PriceCard } from './price-card.tsx';
import { Rating } from './record-words.tsx';

const chargeParams = { revision: textParam };

/** What the reader pays and charges for a call, and how that came about; older revisions by choice. */
export function Charges({ callRecordId }: { callRecordId: string }) {
  const trpc = useTRPC();
  const { operator } = useConsole();
  const [{ revision }, set] = useUrlState(chargeParams);
  const { data, error } = useQuery(
    trpc.explainCallRecord.queryOptions(explanationInput(callRecordId, revision), {
      placeholderData: keepPreviousData,
    }),
  );
  const reader = useQuery(trpc.getCustomer.queryOptions({ customerId: operator.customerId }));
  return (
    <section aria-labelledby="charges">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="charges" className="font-semibold text-base">
          {text.charges}
        </h2>
        {data && <Rating status={data.ratingStatus} />}
        {data && data.revisions.length > 1 && (
          <Revisions explanation={data} onChoose={(chosen) => set({ revision: chosen })} />
        )}
      </div>
      {reader.data && <p className="mb-3 text-muted">{text.chargesAt(reader.data.name)}</p>}
      {error && !data && (
        <Callout tone="bad" live>
          {problemOf(error)?.detail ?? t.common.offline}
        </Callout>
      )}
      {!data && !error && <Skeleton className="h-40" />}
      {data && data.revision !== data.revisions[0]?.revision && (
        <div className="mb-3 max-w-3xl">
          <Callout tone="warn">{text.oldRevision}</Callout>
        </div>
      )}
      {data && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <PriceCard title={text.cost} none={text.noCost} price={data.cost} />
          <PriceCard title={text.revenue} none={text.noRevenue} price={data.revenue} />
        </div>
      )}
    </section>
  );
}

type RevisionsProps = { explanation: CallRecordExplanation; onChoose: (revision: string) => void };

/** All of them, the newest first: that one counts. */
function Revisions({ explanation, onChoose }: RevisionsProps) {
  const { timeZone } = useConsole();
  const { revision, revisions } = explanation;
  const newest = revisions[0]?.revision;
  const labelOf = (one: (typeof revisions)[number]) => {
    const label = text.revisionOf(one.revision, formatTime(one.ratedAt, timeZone));
    return one.revision === newest ? text.newest(label) : label;
  };
  return (
    <Select
      aria-label={text.revision}
      className="ml-auto w-72 max-w-full"
      value={String(revision)}
      options={revisions.map((one) => ({ value: String(one.revision), label: labelOf(one) }))}
      onChange={({ target }) => onChoose(target.value === String(newest) ? '' : target.value)}
    />
  );
}

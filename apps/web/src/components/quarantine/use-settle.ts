'use client';

import { useQueryClient } from '@tanstack/react-query';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { t } from '@/messages.ts';

type Client = ReturnType<typeof useTRPCClient>;
type Result = Awaited<ReturnType<Client['replayQuarantinedRecords']['mutate']>>;
type Counts = Pick<Result, 'accepted' | 'duplicate' | 'discarded' | 'refused'>;

/** What is to become of waiting records, said for those of one source. */
export type Settlement = (client: Client, sourceId: string, ids: string[]) => Promise<Result>;

/** Does something with chosen records, source by source, and tells what became of them. */
export function useSettle() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.getQuarantinedRecords.pathFilter()),
      queryClient.invalidateQueries(trpc.getQuarantinedRecord.pathFilter()),
    ]);
  /** @throws what the server refused */
  const settle = async (records: readonly QuarantinedRecord[], act: Settlement): Promise<void> => {
    const bySource = Map.groupBy(records, ({ sourceId }) => sourceId);
    const counts: Counts = { accepted: 0, duplicate: 0, discarded: 0, refused: 0 };
    for (const [sourceId, of] of bySource) {
      add(
        counts,
        await act(
          client,
          sourceId,
          of.map(({ id }) => id),
        ),
      );
    }
    await refresh();
    toast.success(summaryOf(counts));
  };
  /** Takes in everything of one source and reason that waits, call by call until nothing is left. */
  const replayAll = async (sourceId: string, reason: QuarantinedRecord['reason']): Promise<void> => {
    const counts: Counts = { accepted: 0, duplicate: 0, discarded: 0, refused: 0 };
    let remaining = true;
    while (remaining) {
      const result = await client.replayQuarantinedRecords.mutate({ sourceId, reason });
      add(counts, result);
      // What still waits would be taken up again without an end.
      remaining = result.remaining && result.accepted + result.duplicate > 0;
    }
    await refresh();
    toast.success(summaryOf(counts));
  };
  const tell = (error: unknown) => toast.error(problemOf(error)?.detail ?? t.common.offline);
  return { settle, replayAll, tell };
}

function add(counts: Counts, result: Result): void {
  counts.accepted += result.accepted;
  counts.duplicate += result.duplicate;
  counts.discarded += result.discarded;
  counts.refused += result.refused;
}

/** `3 accepted, 1 still wait` */
function summaryOf(counts: Counts): string {
  const parts = (Object.keys(text.parts) as (keyof typeof text.parts)[])
    .filter((key) => counts[key] > 0)
    .map((key) => text.parts[key](counts[key]));
  return parts.length === 0 ? text.nothing : parts.join(', ');
}

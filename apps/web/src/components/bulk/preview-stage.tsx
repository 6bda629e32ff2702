'use client';

import { ArrowLeft, Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type BulkJob, startJob } from '@/lib/bulk/bulk-jobs.ts';
import type { BulkKind } from '@/lib/bulk/bulk-kind.ts';
import { checkLines, missingColumns } from '@/lib/bulk/check-lines.ts';
import { byOrder, matchColumns, remap } from '@/lib/bulk/match-columns.ts';
import type { TableRow } from '@/lib/bulk/read-table.ts';
import { jobOf } from '@/lib/bulk/to-job.ts';
import { makePassword } from '@/lib/make-password.ts';
import { useTRPCClient } from '@/lib/trpc.tsx';
import { text } from '@/messages/bulk.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import type { BulkRoomName } from './bulk-room-name.ts';
import { PreviewTable } from './preview-table.tsx';
import { sendBy } from './send-by.ts';
import { StageHeading } from './stage-heading.tsx';

type PreviewStageProps = {
  jobKey: string;
  room: BulkRoomName;
  kind: BulkKind;
  rows: readonly TableRow[];
  onBack: () => void;
  onEnd: (job: BulkJob) => void;
};

/** What was read, line by line, with what is wrong in it, before anything is made. */
export function PreviewStage({ jobKey, room, kind, rows, onBack, onEnd }: PreviewStageProps) {
  const client = useTRPCClient();
  const [matched, setMatched] = useState(() => matchColumns(kind.columns, rows));
  const [onlyFaults, setOnlyFaults] = useState(false);
  const { hasHeader, mapping } = matched;
  const example = useMemo(makePassword, []);
  const lines = useMemo(
    () => checkLines(kind, hasHeader ? rows.slice(1) : rows, mapping, example),
    [kind, rows, hasHeader, mapping, example],
  );
  const good = lines.filter(({ faults }) => faults.length === 0);
  const bad = lines.filter(({ faults }) => faults.length > 0);
  const missing = missingColumns(kind, mapping);

  const create = () => startJob(jobKey, jobOf(kind, matched, rows, lines), sendBy(client), onEnd);
  return (
    <section className="grid grid-cols-1 gap-3">
      <StageHeading>{text.good(good.length)}</StageHeading>
      {missing.length > 0 && (
        <Callout tone="bad" live>
          {text.missing(missing.map(({ label }) => label).join(', '))}
        </Callout>
      )}
      {missing.length === 0 && bad.length > 0 && (
        <Callout tone="warn" title={text.bad(bad.length)}>
          {text.leavesOut}
        </Callout>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex items-center gap-1.5 coarse:h-11">
          <input
            type="checkbox"
            className="size-4 accent-ink"
            checked={hasHeader}
            onChange={({ target }) =>
              setMatched(
                target.checked
                  ? { ...matchColumns(kind.columns, rows), hasHeader: true }
                  : { hasHeader: false, mapping: byOrder(kind.columns, rows) },
              )
            }
          />
          {text.hasHeader}
        </label>
        {bad.length > 0 && good.length > 0 && (
          <label className="flex items-center gap-1.5 coarse:h-11">
            <input
              type="checkbox"
              className="size-4 accent-ink"
              checked={onlyFaults}
              onChange={({ target }) => setOnlyFaults(target.checked)}
            />
            {text.onlyFaults}
          </label>
        )}
        <div className="ml-auto flex flex-wrap gap-2">
          <Button onClick={onBack} icon={<ArrowLeft aria-hidden className="size-3.5" />}>
            {text.backToText}
          </Button>
          <Button
            variant="primary"
            disabled={good.length === 0}
            onClick={create}
            icon={<Play aria-hidden className="size-3.5" />}
          >
            {text.create(text.kinds[room].things(good.length))}
          </Button>
        </div>
      </div>
      <PreviewTable
        kind={kind}
        lines={onlyFaults && bad.length > 0 ? bad : lines}
        mapping={mapping}
        onMap={(place, name) => setMatched({ hasHeader, mapping: remap(mapping, place, name) })}
      />
    </section>
  );
}

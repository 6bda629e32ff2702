'use client';

import { Download, RotateCcw, Square } from 'lucide-react';
import { useState } from 'react';
import { type BulkJob, dropJob, goOn, secretsSaved } from '@/lib/bulk/bulk-jobs.ts';
import type { RunLine } from '@/lib/bulk/bulk-run.ts';
import { saveCsv } from '@/lib/save-csv.ts';
import { text } from '@/messages/bulk.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { csvText } from '../list/to-csv.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import type { BulkRoomName } from './bulk-room-name.ts';
import { reasonOf } from './line-outcome.ts';
import { OutcomeTable } from './outcome-table.tsx';
import { RunProgress } from './run-progress.tsx';
import { StageHeading } from './stage-heading.tsx';

type RunStageProps = {
  jobKey: string;
  job: BulkJob;
  room: BulkRoomName;
  onEnd: (job: BulkJob) => void;
  onAnother: () => void;
};

/** What becomes of every line, while it happens and afterwards. */
export function RunStage({ jobKey, job, room, onEnd, onAnother }: RunStageProps) {
  const [asks, setAsks] = useState(false);
  const { run, leftOut, holdsSecrets } = job;
  const left = run.lines.filter(({ state }) => state !== 'created');
  const isOver = run.status === 'ended';
  const withSecrets = run.lines.filter(({ secret, made }) => secret !== undefined && made.length > 0);
  const another = () => {
    dropJob(jobKey);
    onAnother();
  };
  return (
    <section className="grid grid-cols-1 gap-3">
      <StageHeading>{text.progress}</StageHeading>
      <RunProgress run={run} leftOut={leftOut.length} room={room} />
      {isOver && run.stopReason && <Callout tone="warn">{text.stopped[run.stopReason]}</Callout>}
      {!isOver && <Callout>{text.staysHere}</Callout>}
      {isOver && withSecrets.length > 0 && holdsSecrets && <Callout tone="warn">{text.passwords}</Callout>}
      <div className="flex flex-wrap gap-2">
        {!isOver && (
          <Button
            pending={run.status === 'stopping'}
            onClick={() => run.stop()}
            icon={<Square aria-hidden className="size-3.5" />}
          >
            {run.status === 'stopping' ? text.stopping : text.stop}
          </Button>
        )}
        {isOver && withSecrets.length > 0 && (
          <Button
            variant={holdsSecrets ? 'primary' : 'secondary'}
            onClick={() => {
              saveCsv(`${room}-passwords`, passwordsOf(withSecrets));
              secretsSaved(jobKey);
            }}
            icon={<Download aria-hidden className="size-3.5" />}
          >
            {holdsSecrets ? text.savePasswords : text.passwordsSaved}
          </Button>
        )}
        {isOver && left.length > 0 && (
          <Button onClick={() => goOn(jobKey, onEnd)} icon={<RotateCcw aria-hidden className="size-3.5" />}>
            {left.every(({ state }) => state === 'notTried')
              ? text.goOn(left.length)
              : text.retry(left.length)}
          </Button>
        )}
        {isOver && left.length + leftOut.length > 0 && (
          <Button
            onClick={() => saveCsv(`${room}-left`, leftOf(job, left))}
            icon={<Download aria-hidden className="size-3.5" />}
          >
            {text.saveLeft}
          </Button>
        )}
        {isOver && (
          <Button variant="ghost" onClick={() => (holdsSecrets ? setAsks(true) : another())}>
            {text.another}
          </Button>
        )}
      </div>
      <OutcomeTable lines={run.lines} version={job.version} room={room} />
      <ConfirmDialog
        open={asks}
        onClose={() => setAsks(false)}
        title={text.dropTitle}
        text={text.dropText}
        confirm={text.drop}
        onConfirm={async () => another()}
      />
    </section>
  );
}

/** What phones are set up with. Never in an address or a log: the browser makes the file out of what it holds. */
function passwordsOf(lines: readonly RunLine[]): string {
  const { username, domain, password, number } = text.passwordColumns;
  return csvText([
    [username, domain, number, password],
    ...lines.map(({ values, secret }) => [values.username, values.domain, values.number, secret]),
  ]);
}

/** The lines as they came, each with why it is left, to be mended and pasted again. */
function leftOf({ header, leftOut }: BulkJob, left: readonly RunLine[]): string {
  const rows = [...left.map((line) => ({ ...line, why: reasonOf(line) })), ...leftOut];
  const ordered = rows.toSorted((one, other) => one.line - other.line);
  const width = Math.max(header.length, ...ordered.map(({ cells }) => cells.length));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return csvText([
    [...padded(header), text.why],
    ...ordered.map(({ cells, why }) => [...padded(cells), why]),
  ]);
}

'use client';

import { ArrowLeft, Lock } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type BulkJob, jobStore } from '@/lib/bulk/bulk-jobs.ts';
import type { BulkKind } from '@/lib/bulk/bulk-kind.ts';
import type { TableRow } from '@/lib/bulk/read-table.ts';
import { useConsole } from '@/lib/console-context.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/bulk.ts';
import { text as errors } from '@/messages/errors.ts';
import { t } from '@/messages.ts';
import { PageHeader } from '../page-header.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FailureState } from '../ui/states.tsx';
import { type BulkRoomName, bulkOperations } from './bulk-room-name.ts';
import { PasteStage } from './paste-stage.tsx';
import { PreviewStage } from './preview-stage.tsx';
import { RunStage } from './run-stage.tsx';

type BulkRoomProps = {
  room: BulkRoomName;
  customer: Customer;
  /** undefined while what lines are held against is on its way */
  kind: BulkKind | undefined;
  /** Has what shows these things asked for again. */
  onCreated: () => void;
};

/** Many things of one kind from pasted lines: the text, what was read of it, and what becomes of it. */
export function BulkRoom({ room, customer, kind, onCreated }: BulkRoomProps) {
  const key = `${customer.id}/${room}`;
  useSyncExternalStore(
    jobStore.subscribe,
    () => jobStore.version(key),
    () => -1,
  );
  const job = jobStore.job(key);
  const [given, setGiven] = useState('');
  const [rows, setRows] = useState<readonly TableRow[]>();
  const words = text.kinds[room];
  const { operator, rights } = useConsole();

  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const onEnd = ({ run }: BulkJob) => {
    onCreated();
    if (isShown.current) return;
    const made = run.lines.filter(({ state }) => state === 'created').length;
    const left = run.lines.length - made;
    const told = text.endedElsewhere(words.things(made), left);
    if (left === 0) toast.success(told);
    else toast.error(told);
  };
  return (
    <>
      <PageHeader title={words.title} lead={words.of(customer.name)}>
        <Link href={roomAddress(customer.id, room)} className={buttonClass('ghost')}>
          <ArrowLeft aria-hidden className="size-3.5" />
          {words.back}
        </Link>
      </PageHeader>
      {!rights[bulkOperations[room]] ? (
        <FailureState
          icon={<Lock aria-hidden className="size-5" />}
          title={errors.forbiddenTitle}
          text={errors.forbidden(t.frame.roles[operator.role])}
        />
      ) : kind === undefined ? (
        <Skeleton className="h-48" />
      ) : job ? (
        <RunStage
          jobKey={key}
          job={job}
          room={room}
          onEnd={onEnd}
          onAnother={() => {
            setRows(undefined);
            setGiven('');
          }}
        />
      ) : rows ? (
        <PreviewStage
          jobKey={key}
          room={room}
          kind={kind}
          rows={rows}
          onBack={() => setRows(undefined)}
          onEnd={onEnd}
        />
      ) : (
        <PasteStage room={room} kind={kind} given={given} onGiven={setGiven} onRows={setRows} />
      )}
    </>
  );
}

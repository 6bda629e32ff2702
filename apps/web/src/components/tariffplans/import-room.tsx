'use client';

import type { RatePreview } from '@strowger/contracts';
import { useQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { formatBytes, formatCount, formatPercent, formatTime } from '@/lib/format.ts';
import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import { problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/rate-import.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { PageHeader } from '../page-header.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Input } from '../ui/input.tsx';
import { Progress } from '../ui/progress.tsx';
import { FileChoice } from './file-choice.tsx';
import { ImportPreview } from './import-preview.tsx';
import { importParams, nextMidnight } from './import-state.ts';
import { type ImportStep, useRateImport } from './use-rate-import.ts';

type ImportRoomProps = { customerId: string; tariffplanId: string };

/** Rates from a file: what it would do, and then the doing. */
export function ImportRoom({ customerId, tariffplanId }: ImportRoomProps) {
  const trpc = useTRPC();
  const { data: plan } = useQuery(trpc.getTariffplan.queryOptions({ tariffplanId }));
  const [{ whole, endAt }, set] = useUrlState(importParams);
  const [usual] = useState(() => toLocalField(nextMidnight(new Date())));
  const endField = endAt || usual;
  const endMissingAt = whole ? fromLocalField(endField) : undefined;
  const { kept, step, choose, checkAgain, run, forget } = useRateImport(tariffplanId, endMissingAt);
  if (!plan) return null;
  const planAddress = `${roomAddress(customerId, 'tariffplans')}/${tariffplanId}`;
  const isBusy = step.name === 'checking' || step.name === 'importing';
  return (
    <>
      <PageHeader title={text.title} lead={text.into(plan.name)}>
        <Link href={planAddress} className={buttonClass()}>
          {text.back}
        </Link>
      </PageHeader>
      <div className="grid max-w-5xl gap-6">
        {step.name === 'done' ? (
          <Done result={step.result} planAddress={planAddress} onOther={forget} />
        ) : (
          <>
            {kept ? (
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border px-4 py-3">
                <p className="flex min-w-0 items-center gap-2 font-medium">
                  <FileUp aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="min-w-0 break-words">
                    {text.file(kept.file.name, formatBytes(kept.file.size))}
                  </span>
                </p>
                <Button onClick={forget} disabled={step.name === 'importing'}>
                  {text.other}
                </Button>
              </div>
            ) : (
              <FileChoice onFile={choose} />
            )}
            <WholeDeck
              isWhole={whole}
              endAt={endField}
              disabled={isBusy}
              onWhole={(next) => set({ whole: next })}
              onEndAt={(next) => set({ endAt: next })}
            />
            {kept?.isUnderWay && step.name !== 'importing' && (
              <Callout
                tone="warn"
                title={text.interrupted(kept.file.name)}
                action={
                  <Button size="sm" onClick={checkAgain} disabled={isBusy}>
                    {text.checkAgain}
                  </Button>
                }
              >
                {text.interruptedText}
              </Callout>
            )}
            {isBusy && <Steps step={step} />}
            {step.name === 'failed' && <Failed error={step.error} onRetry={checkAgain} />}
            {step.name === 'previewed' && (
              <Previewed plan={plan} preview={step.preview} endAt={endMissingAt} onImport={run} />
            )}
          </>
        )}
      </div>
    </>
  );
}

type WholeDeckProps = {
  isWhole: boolean;
  endAt: string;
  disabled: boolean;
  onWhole: (isWhole: boolean) => void;
  onEndAt: (endAt: string) => void;
};

/** Whether what the file does not name ends, and when. */
function WholeDeck({ isWhole, endAt, disabled, onWhole, onEndAt }: WholeDeckProps) {
  const endId = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <label className="flex min-h-8 items-center gap-1.5 coarse:min-h-11">
        <input
          type="checkbox"
          checked={isWhole}
          disabled={disabled}
          onChange={({ target }) => onWhole(target.checked)}
          className="size-4 shrink-0 accent-ink"
        />
        {text.wholeDeck}
      </label>
      {isWhole && (
        <span className="flex items-center gap-2">
          <label htmlFor={endId} className="whitespace-nowrap">
            {text.endMissingAt}
          </label>
          <Input
            id={endId}
            type="datetime-local"
            value={endAt}
            disabled={disabled}
            onChange={({ target }) => target.value !== '' && onEndAt(target.value)}
            className="w-56"
          />
        </span>
      )}
    </div>
  );
}

/** How far the file has come: first to the server, then through it. */
function Steps({ step }: { step: Extract<ImportStep, { sent: unknown }> }) {
  const { name, sent } = step;
  const share = sent && sent.total > 0 ? sent.loaded / sent.total : 0;
  const isSending = sent !== undefined && share < 1;
  const told = isSending
    ? text.sending(formatPercent(share))
    : name === 'checking'
      ? text.checking
      : text.importing;
  return (
    <div className="grid gap-2">
      <p className="font-medium" role="status">
        {isSending ? text.sending('') : told}
        {isSending && formatPercent(share)}
      </p>
      <Progress
        label={text.progress}
        value={isSending ? share * 100 : 100}
        max={100}
        text={told}
        isBusy={!isSending}
      />
      {name === 'importing' && <p className="text-muted text-xs">{text.stay}</p>}
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = problemOf(error);
  const details = problem?.errors?.map(({ detail }) => detail) ?? [];
  return (
    <Callout
      tone="bad"
      live
      title={text.failedTitle}
      action={
        <Button size="sm" onClick={onRetry}>
          {text.checkAgain}
        </Button>
      }
    >
      <p>{problem?.detail ?? t.common.offline}</p>
      {details.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {details.slice(0, 10).map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

type PreviewedProps = {
  plan: Tariffplan;
  preview: RatePreview;
  endAt: string | undefined;
  onImport: () => Promise<void>;
};

function Previewed({ plan, preview, endAt, onImport }: PreviewedProps) {
  const { timeZone } = useConsole();
  const [isAsked, setAsked] = useState(false);
  const count = preview.added.count + preview.changed.count;
  const ended = preview.ended.count;
  const label = count + ended === 0 ? text.actNone : count === 1 ? text.actOne : text.act(formatCount(count));
  return (
    <>
      {!preview.accepted && (
        <Callout tone="bad" live title={text.refusedTitle}>
          {text.refusedText}
        </Callout>
      )}
      <ImportPreview preview={preview} mayUndercut={!plan.minMarginPercent} />
      {preview.accepted && (
        <div className="sticky bottom-0 flex justify-end border-t bg-canvas py-3">
          <Button
            variant="primary"
            disabled={count + ended === 0}
            onClick={() => (ended > 0 ? setAsked(true) : onImport())}
          >
            {label}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={text.endTitle(formatCount(ended))}
        text={text.endText(formatCount(ended), endAt === undefined ? '' : formatTime(endAt, timeZone))}
        confirm={text.end}
        onConfirm={async () => {
          onImport();
        }}
      />
    </>
  );
}

type DoneProps = {
  result: Extract<ImportStep, { name: 'done' }>['result'];
  planAddress: string;
  onOther: () => void;
};

function Done({ result, planAddress, onOther }: DoneProps) {
  const { added, changed, ended, unchanged } = result;
  return (
    <>
      <Callout tone="good" live title={text.doneTitle}>
        {text.done(formatCount(added), formatCount(changed), formatCount(ended), formatCount(unchanged))}
      </Callout>
      <div className="flex gap-2">
        <Link href={planAddress} className={buttonClass('primary')}>
          {text.seeRates}
        </Link>
        <Button onClick={onOther}>{text.other}</Button>
      </div>
    </>
  );
}

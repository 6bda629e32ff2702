'use client';

import type { RateImport, RatePreview } from '@strowger/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dropKeptFile, type KeptFile, keepFile, readKeptFile } from '@/lib/kept-file.ts';
import { type Sent, sendFile } from '@/lib/send-file.ts';
import { useTRPC } from '@/lib/trpc.tsx';

/** How many lines of each kind a preview shows. */
const SHOWN = '200';

export type ImportStep =
  | { name: 'none' }
  | { name: 'checking' | 'importing'; sent: Sent }
  | { name: 'previewed'; preview: RatePreview }
  | { name: 'failed'; error: unknown }
  | { name: 'done'; result: RateImport };

/** A fresh file shows nothing as sent; afterwards the browser tells. */
const unsent = (file: File): Sent => ({ loaded: 0, total: file.size });

/**
 * An import of rates: a file, what it would do, and the doing. The file is kept in this browser until that is over, so that
 * a page that is loaded anew shows what the file would do then; if it was imported meanwhile, nothing is left of it.
 * @param endMissingAt RFC 3339; undefined: what the file does not name stays
 */
export function useRateImport(tariffplanId: string, endMissingAt: string | undefined) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [kept, setKept] = useState<KeptFile>();
  const [step, setStep] = useState<ImportStep>({ name: 'none' });
  const aborting = useRef<AbortController>(undefined);
  const file = kept?.file;

  const send = useCallback(
    <Result>(operation: 'previewRates' | 'importRates', of: File, more: Record<string, string>) => {
      aborting.current?.abort();
      const controller = new AbortController();
      aborting.current = controller;
      const name = operation === 'previewRates' ? ('checking' as const) : ('importing' as const);
      const step = (next: ImportStep) => !controller.signal.aborted && setStep(next);
      step({ name, sent: unsent(of) });
      const sending = sendFile<Result>(operation, of, {
        query: { tariffplanId, ...more, ...(endMissingAt !== undefined && { endMissingAt }) },
        mediaType: 'text/csv',
        onSent: (sent) => step({ name, sent }),
        signal: controller.signal,
      });
      return { sending, step };
    },
    [tariffplanId, endMissingAt],
  );

  const check = useCallback(
    async (of: File) => {
      const { sending, step } = send<RatePreview>('previewRates', of, { show: SHOWN });
      try {
        step({ name: 'previewed', preview: await sending });
      } catch (error) {
        step({ name: 'failed', error });
      }
    },
    [send],
  );

  useEffect(() => {
    let isLeft = false;
    readKeptFile(tariffplanId).then((found) => !isLeft && found && setKept((chosen) => chosen ?? found));
    return () => {
      isLeft = true;
      aborting.current?.abort();
    };
  }, [tariffplanId]);
  // A new file, or another end of what it does not name, is looked at anew.
  useEffect(() => {
    if (file) check(file);
  }, [file, check]);

  const isImporting = step.name === 'importing';
  useEffect(() => {
    if (!isImporting) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isImporting]);

  const choose = async (chosen: File) => {
    await keepFile(tariffplanId, { file: chosen, isUnderWay: false });
    setKept({ file: chosen, isUnderWay: false });
  };
  const run = async () => {
    if (!file) return;
    await keepFile(tariffplanId, { file, isUnderWay: true });
    const { sending, step } = send<RateImport>('importRates', file, {});
    try {
      const result = await sending;
      await dropKeptFile(tariffplanId);
      step({ name: 'done', result });
      await queryClient.invalidateQueries(trpc.getTariffplanRates.pathFilter());
    } catch (error) {
      await keepFile(tariffplanId, { file, isUnderWay: false });
      step({ name: 'failed', error });
    }
  };
  const forget = async () => {
    await dropKeptFile(tariffplanId);
    setKept(undefined);
    setStep({ name: 'none' });
  };
  return { kept, step, choose, checkAgain: () => file && check(file), run, forget };
}

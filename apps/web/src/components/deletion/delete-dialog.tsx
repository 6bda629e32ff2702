'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { idsIn } from '@/lib/ids.ts';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { text } from '@/messages/deletion.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { Dependants } from './dependants.tsx';

export type Deletion = {
  /** What it is, in a word: user, customer. */
  noun: string;
  /** What this one is called. */
  name: string;
  /** The version that is shown: a newer one is not deleted unseen. */
  version: number;
  /** What goes with it, or becomes of what it did. */
  note?: string;
  remove: (ifVersion: number) => Promise<unknown>;
  /** Reads it as it is stored now; what it reads is shown on the page too. */
  reread: () => Promise<{ version: number }>;
  /** Where one is led afterwards. */
  backTo: string;
  /** Has the lists that it stood in asked for again. */
  refresh: () => unknown;
};

/** Why it was not deleted. */
type Refusal =
  | { kind: 'inUse' | 'refused'; detail: string }
  /** Somebody was quicker: this is its version now. */
  | { kind: 'stale'; version: number };

/** Asks before something is deleted; says what depends on it, and what somebody else did meanwhile. */
export function DeleteDialog({ onClose, ...deletion }: Deletion & { onClose: () => void }) {
  const { noun, name, version, note, remove, reread, backTo } = deletion;
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  // Once the page is left: what is gone would be asked for by the page that shows it.
  const isGone = useRef(false);
  const refresh = useRef(deletion.refresh);
  refresh.current = deletion.refresh;
  useEffect(
    () => () => {
      if (isGone.current) refresh.current();
    },
    [],
  );
  const leave = (told: string) => {
    isGone.current = true;
    toast.success(told);
    router.push(backTo);
  };
  const refused = async (error: unknown) => {
    const problem = problemOf(error);
    if (problem?.code === 'notFound') return leave(text.goneAlready(name));
    if (problem?.code === 'staleVersion') {
      const stored = await reread();
      return setRefusal({ kind: 'stale', version: stored.version });
    }
    const detail = problem?.detail ?? t.common.offline;
    setRefusal({ kind: idsIn(detail).length > 0 ? 'inUse' : 'refused', detail });
  };
  const act = async () => {
    setPending(true);
    try {
      await remove(refusal?.kind === 'stale' ? refusal.version : version);
      leave(text.deleted(name));
    } catch (error) {
      await refused(error).catch((fault) => toast.error(problemOf(fault)?.detail ?? t.common.offline));
    } finally {
      // It stays pending while the way back is taken.
      setPending(isGone.current);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={text.title(noun)}>
      <DialogBody>
        <div className="grid gap-4">
          <p className="break-words text-muted">
            {text.text(name)}
            {note !== undefined && ` ${note}`}
          </p>
          {refusal && <RefusalNote refusal={refusal} onLeave={onClose} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button data-first-focus onClick={onClose}>
          {refusal ? t.common.close : text.keep}
        </Button>
        <Button variant="danger" onClick={act} pending={pending}>
          {refusal === undefined ? t.common.delete : refusal.kind === 'stale' ? text.anyway : text.again}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function RefusalNote({ refusal, onLeave }: { refusal: Refusal; onLeave: () => void }) {
  if (refusal.kind === 'stale') {
    return (
      <Callout tone="warn" live title={text.staleTitle}>
        {text.staleText}
      </Callout>
    );
  }
  return (
    <Callout tone="warn" live title={refusal.kind === 'inUse' ? text.inUseTitle : text.refusedTitle}>
      <Dependants detail={refusal.detail} onLeave={onLeave} />
    </Callout>
  );
}

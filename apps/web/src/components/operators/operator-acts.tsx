'use client';

import { useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay, Link2, LogOut, ShieldOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatTime } from '@/lib/format.ts';
import { isStale, problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Operator } from '@/lib/wire.ts';
import { text } from '@/messages/operators.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { Button } from '../ui/button.tsx';

type Act = {
  label: string;
  icon: ReactNode;
  /** What is asked first; without it the act is done at once. */
  question?: { title: string; text: string; confirm: string };
  run: (input: { operatorId: string; ifVersion: number }) => Promise<Operator>;
  done?: string;
};

const icon = 'size-3.5';

/** What can be done for an operator: a link for a new password, its second factor, its sessions, and whether it signs in at all. */
export function OperatorActs({ operator }: { operator: Operator }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { timeZone } = useConsole();
  const mayWrite = useMay('updateOperator');
  const [asked, ask] = useState<Act>();
  const [link, setLink] = useState<Operator>();
  const cached = trpc.getOperator.queryKey({ operatorId: operator.id });
  if (!mayWrite) return null;

  const run = async (act: Act) => {
    try {
      const saved = await act.run({ operatorId: operator.id, ifVersion: operator.version });
      // The link is in this reply only, and is kept nowhere else.
      queryClient.setQueryData(cached, { ...saved, passwordLink: null });
      queryClient.invalidateQueries(trpc.getCustomerOperators.pathFilter());
      if (saved.passwordLink !== null) setLink(saved);
      else if (act.done !== undefined) toast.success(act.done);
    } catch (error) {
      if (isStale(error)) queryClient.invalidateQueries({ queryKey: cached });
      toast.error(problemOf(error)?.detail ?? t.common.offline);
    }
  };
  return (
    <>
      {actsFor(operator, client).map((act) => (
        <Button key={act.label} icon={act.icon} onClick={() => (act.question ? ask(act) : run(act))}>
          {act.label}
        </Button>
      ))}
      {asked?.question && (
        <ConfirmDialog open onClose={() => ask(undefined)} {...asked.question} onConfirm={() => run(asked)} />
      )}
      {link && (
        <SecretDialog
          title={text.linkTitle}
          label={text.link}
          secret={link.passwordLink ?? ''}
          text={text.linkText}
          onClose={() => setLink(undefined)}
        >
          {link.passwordLinkExpiresAt !== null && (
            <p className="text-muted">{text.linkUntil(formatTime(link.passwordLinkExpiresAt, timeZone))}</p>
          )}
        </SecretDialog>
      )}
    </>
  );
}

/** The acts that the state of an operator allows. */
function actsFor(operator: Operator, client: ReturnType<typeof useTRPCClient>): Act[] {
  const { name, enabled, totpEnabled, passwordSet } = operator;
  const acts: (Act | false)[] = [
    enabled && {
      label: text.newLink,
      icon: <Link2 aria-hidden className={icon} />,
      question: { title: text.newLinkTitle, text: text.newLinkText, confirm: text.newLinkConfirm },
      run: (input) => client.createPasswordLink.mutate(input),
    },
    totpEnabled && {
      label: text.totpOff,
      icon: <ShieldOff aria-hidden className={icon} />,
      question: { title: text.totpOffTitle, text: text.totpOffText(name), confirm: text.totpOffConfirm },
      run: (input) => client.disableOperatorTotp.mutate(input),
      done: text.totpOffDone(name),
    },
    enabled &&
      passwordSet && {
        label: text.endSessions,
        icon: <LogOut aria-hidden className={icon} />,
        question: {
          title: text.endSessionsTitle,
          text: text.endSessionsText(name),
          confirm: text.endSessionsConfirm,
        },
        run: (input) => client.endOperatorSessions.mutate(input),
        done: text.endSessionsDone(name),
      },
    enabled
      ? {
          label: text.disable,
          icon: <CirclePause aria-hidden className={icon} />,
          question: { title: text.disableTitle, text: text.disableText(name), confirm: text.disable },
          run: (input) => client.updateOperator.mutate({ ...input, enabled: false }),
          done: text.disabled(name),
        }
      : {
          label: text.enable,
          icon: <CirclePlay aria-hidden className={icon} />,
          run: (input) => client.updateOperator.mutate({ ...input, enabled: true }),
          done: text.enabled(name),
        },
  ];
  return acts.filter((act) => act !== false);
}

'use client';

import type { AccountSession } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { t } from '@/messages.ts';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Badge } from '../ui/status.tsx';
import { describeBrowser } from './describe-browser.ts';
import { Section } from './section.tsx';

/** Where one is signed in, and the ends of it. */
export function SessionsSection() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: sessions } = useQuery(trpc.account.sessions.queryOptions());
  const settled = (done: string) => ({
    onSuccess: () => toast.success(done),
    onError: (error: unknown) => toast.error(problemOf(error)?.detail ?? t.common.offline),
    onSettled: () => queryClient.invalidateQueries(trpc.account.sessions.pathFilter()),
  });
  const end = useMutation(trpc.account.endSession.mutationOptions(settled(text.ended)));
  const endOthers = useMutation(trpc.account.endOtherSessions.mutationOptions(settled(text.endedOthers)));
  const others = sessions?.filter(({ current }) => !current) ?? [];
  return (
    <Section
      title={text.sessions}
      text={text.sessionsText}
      acts={
        others.length > 0 && (
          <Button pending={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {text.endOthers}
          </Button>
        )
      }
    >
      {sessions ? (
        <ul className="grid divide-y">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              pending={end.isPending && end.variables.sessionId === session.id}
              onEnd={() => end.mutate({ sessionId: session.id })}
            />
          ))}
        </ul>
      ) : (
        <Skeleton className="h-14" />
      )}
    </Section>
  );
}

type SessionRowProps = { session: AccountSession; pending: boolean; onEnd: () => void };

function SessionRow({ session, pending, onEnd }: SessionRowProps) {
  const browser = describeBrowser(session.userAgent) ?? text.unknownBrowser;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2">
          <span title={session.userAgent} className="min-w-0 break-words font-medium">
            {browser}
          </span>
          <span className="text-muted">{text.from(session.address)}</span>
          {session.current && <Badge tone="good">{text.current}</Badge>}
        </p>
        <p className="text-muted text-xs">
          {text.since} <Time at={session.createdAt} /> · {text.seen} <Time at={session.lastSeenAt} />
        </p>
      </div>
      {!session.current && (
        <Button size="sm" pending={pending} onClick={onEnd} aria-label={text.endThis(browser)}>
          {text.end}
        </Button>
      )}
    </li>
  );
}

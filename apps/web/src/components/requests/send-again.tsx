'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ListRestart, ListX, RotateCcw } from 'lucide-react';
import { useMay } from '@/lib/console-context.tsx';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import { buttonClass } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { MenuItem } from '../ui/menu-panel.tsx';

const icon = 'size-3.5 text-muted';

/** Messages of an order that has ended, again: with the same ids and the same bytes. */
export function SendAgain({ request }: { request: CallRecordRequest }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const may = useMay('redeliverCallRecordRequest');
  const { id, status, batchCount } = request;
  const again = useMutation(
    trpc.redeliverCallRecordRequest.mutationOptions({
      onSuccess: (sent) => {
        queryClient.setQueryData(trpc.getCallRecordRequest.queryKey({ requestId: id }), sent);
        queryClient.invalidateQueries(trpc.getCallRecordRequests.pathFilter());
        toast.success(text.sentAgain);
      },
      onError: (error) => toast.error(problemOf(error)?.detail ?? t.common.offline),
    }),
  );
  const isEnded = status === 'completed' || status === 'failed';
  if (!may || !isEnded || batchCount === 0) return null;
  const send = (scope: 'failed' | 'all') => again.mutate({ requestId: id, scope });
  return (
    <MenuButton
      label={text.again}
      triggerClass={buttonClass()}
      trigger={
        <>
          <RotateCcw aria-hidden className="size-3.5" />
          {text.again}
        </>
      }
    >
      {status === 'failed' && (
        <MenuItem icon={<ListX aria-hidden className={icon} />} onSelect={() => send('failed')}>
          {text.againFailed}
        </MenuItem>
      )}
      <MenuItem icon={<ListRestart aria-hidden className={icon} />} onSelect={() => send('all')}>
        {text.againAll}
      </MenuItem>
    </MenuButton>
  );
}

'use client';

import { CallRecordSourceUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { CallRecordSource } from '@/lib/wire.ts';
import { text } from '@/messages/sources.ts';
import { t } from '@/messages.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { buttonClass } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { sendingExample } from './sending-example.ts';
import { SourceFields } from './source-fields.tsx';
import { type SourceValues, sourceValues, sourceWire } from './source-values.ts';
import { SourceState } from './sources-room.tsx';

/** One source: how records are sent to it, and by what they are read. */
export function SourceRoom({ sourceId }: { sourceId: string }) {
  const trpc = useTRPC();
  const { apiUrl } = useConsole();
  const query = useQuery(trpc.getCallRecordSource.queryOptions({ sourceId }));
  return (
    <DetailRoom
      query={query}
      title={({ name }) => <span className="font-mono">{name}</span>}
      lead={({ format }) => text.formats[format]}
      acts={({ id, customerId }) => (
        <Link
          href={`${roomAddress(customerId, 'quarantine')}?source=${id}`}
          prefetch={false}
          className={buttonClass()}
        >
          <ShieldAlert aria-hidden className="size-3.5" />
          {text.quarantine}
        </Link>
      )}
      facts={(source) => [
        [text.columns.state, <SourceState key="state" enabled={source.enabled} />],
        [text.columns.timeZone, source.timeZone],
        [text.columns.country, source.country ?? t.common.none],
        timeFact(text.columns.createdAt, source.createdAt),
      ]}
    >
      {(source) => (
        <div className="grid max-w-3xl gap-10">
          <section aria-labelledby="sending" className="min-w-0">
            <div className="mb-2 flex flex-wrap items-start justify-between gap-3">
              <div className="min-w-0 max-w-xl">
                <h2 id="sending" className="font-semibold text-base">
                  {text.howTo}
                </h2>
                <p className="text-muted">{text.howToText}</p>
              </div>
              <Link
                href={roomAddress(source.customerId, 'api-keys')}
                prefetch={false}
                className={buttonClass()}
              >
                <KeyRound aria-hidden className="size-3.5" />
                {text.keys}
              </Link>
            </div>
            <CodeBlock label={text.howTo} code={sendingExample(source, apiUrl)} />
          </section>
          <SourceDetails key={source.id} source={source} />
        </div>
      )}
    </DetailRoom>
  );
}

function SourceDetails({ source }: { source: CallRecordSource }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateCallRecordSource');
  const update = useMutation(trpc.updateCallRecordSource.mutationOptions());
  const sourceId = source.id;
  const edit = useEdit<CallRecordSource, SourceValues>({
    loaded: source,
    schema: CallRecordSourceUpdate,
    toValues: sourceValues,
    toWire: sourceWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, sourceId, ifVersion }),
    reread: () => client.getCallRecordSource.query({ sourceId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getCallRecordSource.queryKey({ sourceId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerCallRecordSources.pathFilter());
      toast.success(text.saved(saved.name));
    },
  });
  return (
    <EditForm
      edit={edit}
      label={text.section}
      {...(!mayWrite && { locked: 'all' })}
      labels={text.fields}
      toComparable={(thing) => sourceWire(sourceValues(thing))}
    >
      <SourceFields isNew={false} />
    </EditForm>
  );
}

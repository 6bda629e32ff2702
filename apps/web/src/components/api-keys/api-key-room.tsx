'use client';

import { ApiKeyUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/lib/console-context.tsx';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { ApiKey } from '@/lib/wire.ts';
import { text } from '@/messages/api-keys.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { Callout } from '../ui/callout.tsx';
import { Badge } from '../ui/status.tsx';
import { KeyActs } from './key-acts.tsx';
import { KeyBounds, KeyName } from './key-fields.tsx';
import { KeyStatus, keyState } from './key-status.tsx';
import { type KeyValues, keyValues, keyWire } from './key-values.ts';

/** One API key: its state, what it may do, and the form over the rest. */
export function ApiKeyRoom({ apiKeyId }: { apiKeyId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getApiKey.queryOptions({ apiKeyId }));
  return (
    <DetailRoom
      query={query}
      title={({ name }) => name}
      lead={() => text.noun}
      acts={(apiKey) => <KeyActs apiKey={apiKey} />}
      facts={(apiKey) => [
        [text.columns.status, <KeyStatus key="status" apiKey={apiKey} />],
        [
          text.facts.hint,
          <code key="hint" className="font-mono text-xs">
            {`${apiKey.hint}…`}
          </code>,
        ],
        timeFact(text.facts.lastUsedAt, apiKey.lastUsedAt) ?? [text.facts.lastUsedAt, text.neverUsed],
        timeFact(text.facts.revokedAt, apiKey.revokedAt),
        timeFact(text.facts.createdAt, apiKey.createdAt),
      ]}
    >
      {(apiKey) => (
        <>
          <section aria-labelledby="scopes" className="mb-8 max-w-3xl">
            <h2 id="scopes" className="mb-3 font-semibold text-base">
              {text.sections.what}
            </h2>
            <ul className="flex flex-wrap gap-1.5">
              {apiKey.scopes.map((scope) => (
                <li key={scope}>
                  <Badge>
                    <span className="font-mono">{scope}</span>
                  </Badge>
                </li>
              ))}
            </ul>
          </section>
          <KeyDetails key={apiKey.id} apiKey={apiKey} />
        </>
      )}
    </DetailRoom>
  );
}

function KeyDetails({ apiKey }: { apiKey: ApiKey }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateApiKey');
  const update = useMutation(trpc.updateApiKey.mutationOptions({ gcTime: 0 }));
  const apiKeyId = apiKey.id;
  const state = keyState(apiKey);
  const edit = useEdit<ApiKey, KeyValues>({
    loaded: apiKey,
    schema: ApiKeyUpdate,
    toValues: keyValues,
    toWire: keyWire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, apiKeyId, ifVersion }),
    reread: () => client.getApiKey.query({ apiKeyId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getApiKey.queryKey({ apiKeyId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerApiKeys.pathFilter());
      toast.success(text.saved(saved.name));
    },
  });
  return (
    <EditForm
      edit={edit}
      label={apiKey.name}
      {...((!mayWrite || state === 'revoked') && { locked: 'all' })}
      labels={text.fields}
      toComparable={(thing) => keyWire(keyValues(thing))}
      note={
        state !== 'active' && (
          <Callout tone="warn">{state === 'revoked' ? text.revokedNote : text.expiredNote}</Callout>
        )
      }
    >
      <KeyName />
      <KeyBounds />
    </EditForm>
  );
}

'use client';

import { BadgeCheck, BadgeX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatBytes, formatCount } from '@/lib/format.ts';
import type { InboxMessage } from '@/lib/wire.ts';
import { text } from '@/messages/inbox.ts';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { CopyTextButton } from '../ui/copy-button.tsx';
import { Badge } from '../ui/status.tsx';
import { type Json, JsonView } from './json-view.tsx';

/** A raw body beyond this length would make the page slow; the copy button has all of it. */
const RAW_SHOWN_MAX = 200_000;

export const typeLabel = (type: string): string => text.types[type] ?? type;

function parseJson(body: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(body) as Json };
  } catch {
    return undefined;
  }
}

/** One message: the very headers and body that a webhook would have got. */
export function MessageView({ message }: { message: InboxMessage }) {
  const { body, headers, signatureValid, type, receivedAt, webhookId } = message;
  const json = useMemo(() => parseJson(body), [body]);
  const [isRaw, setRaw] = useState(false);
  const bytes = useMemo(() => new TextEncoder().encode(body).length, [body]);
  const names = Object.keys(headers).sort();
  return (
    <article aria-labelledby="message-title" className="grid min-w-0 gap-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="message-title" className="font-semibold text-base">
          {typeLabel(type)}
        </h2>
        <SignatureBadge valid={signatureValid} />
        <span className="ml-auto text-muted text-xs">
          <Time at={receivedAt} as="seconds" /> · {formatBytes(bytes)}
        </span>
      </div>
      <section aria-labelledby="headers">
        <h3 id="headers" className="mb-2 font-medium text-muted text-xs">
          {text.headers}
        </h3>
        <dl className="grid grid-cols-1 gap-x-4 rounded-md border bg-sunken px-3 py-2 font-mono text-xs leading-5 sm:grid-cols-[auto_minmax(0,1fr)]">
          {names.map((name) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-all max-sm:mb-1">{headers[name]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="body" className="min-w-0">
        <div className="mb-2 flex items-center justify-between gap-2">
          <h3 id="body" className="font-medium text-muted text-xs">
            {text.body}
          </h3>
          <span className="flex gap-2">
            {json && (
              <Button aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
                {isRaw ? text.pretty : text.raw}
              </Button>
            )}
            <CopyTextButton text={body} label={text.copyBody} />
          </span>
        </div>
        <div className="overflow-x-auto rounded-md border bg-sunken px-3 py-2">
          {json && !isRaw ? (
            <JsonView key={webhookId} value={json.value} />
          ) : (
            <>
              <pre className="whitespace-pre-wrap break-all font-mono text-xs leading-5">
                {body.slice(0, RAW_SHOWN_MAX)}
              </pre>
              {body.length > RAW_SHOWN_MAX && (
                <p className="pt-2 text-muted text-xs">
                  {text.cut(formatCount(RAW_SHOWN_MAX), formatCount(body.length))}
                </p>
              )}
            </>
          )}
        </div>
      </section>
    </article>
  );
}

export function SignatureBadge({ valid }: { valid: boolean }) {
  const Icon = valid ? BadgeCheck : BadgeX;
  return (
    <Badge tone={valid ? 'good' : 'bad'}>
      <Icon aria-hidden className="size-3" />
      {valid ? text.signatureValid : text.signatureInvalid}
    </Badge>
  );
}

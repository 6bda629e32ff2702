'use client';

import { useMemo, useState } from 'react';
import { formatCount } from '@/lib/format.ts';
import { text } from '@/messages/inbox.ts';
import { Button } from '../ui/button.tsx';
import { CopyTextButton } from '../ui/copy-button.tsx';
import { type Json, JsonView } from './json-view.tsx';

/** A raw body beyond this length would make the page slow; the copy button has all of it. */
const RAW_SHOWN_MAX = 200_000;

function parseJson(body: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(body) as Json };
  } catch {
    return undefined;
  }
}

/** A body, pretty where it is JSON. @param note what is to be said of it */
export function MessageBody({ body, note }: { body: string; note?: string | undefined }) {
  const json = useMemo(() => parseJson(body), [body]);
  const [isRaw, setRaw] = useState(false);
  const cut =
    body.length > RAW_SHOWN_MAX && (!json || isRaw)
      ? text.cut(formatCount(RAW_SHOWN_MAX), formatCount(body.length))
      : undefined;
  return (
    <section aria-label={text.body} className="min-w-0">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="font-medium text-muted text-xs">{text.body}</h3>
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
          <JsonView value={json.value} />
        ) : (
          <pre className="whitespace-pre-wrap break-all font-mono text-xs leading-5">
            {body.slice(0, RAW_SHOWN_MAX)}
          </pre>
        )}
        {[note, cut].map(
          (line) =>
            line && (
              <p key={line} className="pt-2 text-muted text-xs">
                {line}
              </p>
            ),
        )}
      </div>
    </section>
  );
}

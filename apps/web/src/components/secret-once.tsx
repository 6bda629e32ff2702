import type { ReactNode } from 'react';
import { t } from '@/messages.ts';
import { Callout } from './ui/callout.tsx';
import { CopyTextButton } from './ui/copy-button.tsx';

type SecretOnceProps = { label: string; secret: string; text: string; children?: ReactNode };

/** A secret in the one reply that holds it. */
export function SecretOnce({ label, secret, text, children }: SecretOnceProps) {
  return (
    <div className="grid gap-4">
      <Callout tone="warn">{text}</Callout>
      <div className="grid gap-1">
        <span className="font-medium">{label}</span>
        <div className="flex items-center gap-2">
          <code
            data-testid="secret"
            className="min-w-0 flex-1 break-all rounded-md border bg-sunken px-2.5 py-1.5 font-mono text-xs"
          >
            {secret}
          </code>
          <CopyTextButton text={secret} label={t.common.copy} />
        </div>
      </div>
      {children}
    </div>
  );
}

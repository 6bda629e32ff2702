'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '@/messages.ts';
import { Button, IconButton } from './button.tsx';

/** Where a page is served without TLS the browser has no clipboard interface: a selected field is copied instead. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

function useCopied(text: string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
  };
  return { copied, copy };
}

type CopyProps = { text: string; label: string; className?: string };

/** Copies a text, and says so by its icon and to screen readers. */
export function CopyButton({ text, label, className }: CopyProps) {
  const { copied, copy } = useCopied(text);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <IconButton label={label} onClick={copy} className={className}>
        <Icon aria-hidden className="size-3.5" />
      </IconButton>
      <span role="status" className="sr-only">
        {copied ? t.common.copied : ''}
      </span>
    </>
  );
}

/** As CopyButton, with its label written on it. */
export function CopyTextButton({ text, label }: CopyProps) {
  const { copied, copy } = useCopied(text);
  const Icon = copied ? Check : Copy;
  return (
    <Button onClick={copy} icon={<Icon aria-hidden className="size-3.5" />}>
      <span aria-live="polite">{copied ? t.common.copied : label}</span>
    </Button>
  );
}

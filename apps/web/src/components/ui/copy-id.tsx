import { t } from '@/messages.ts';
import { CopyButton } from './copy-button.tsx';

/** An opaque id, in mono, with a button that copies it. */
export function CopyId({ id }: { id: string }) {
  return (
    <span className="relative z-10 inline-flex min-w-0 items-center font-mono text-muted text-xs">
      <span className="truncate">{id}</span>
      <CopyButton text={id} label={t.common.copyThis(t.common.id)} className="size-6 coarse:size-9" />
    </span>
  );
}

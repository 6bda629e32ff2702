import type { Limit } from '@/lib/wire.ts';
import { text } from '@/messages/limits.ts';
import { text as ownedText } from '@/messages/owned.ts';
import { Status } from '../ui/status.tsx';
import { usageOf } from './threshold.ts';

/** Off, on, above its warning, or triggered. */
export function limitState(limit: Limit): string {
  if (!limit.enabled) return ownedText.enabled.false;
  if (limit.triggeredAt !== null) return text.triggered;
  const warnedAt = usageOf(limit)?.warnedAt;
  return warnedAt === undefined ? ownedText.enabled.true : text.warned(warnedAt);
}

function toneOf(limit: Limit) {
  if (!limit.enabled) return 'neutral' as const;
  if (limit.triggeredAt !== null) return 'bad' as const;
  return usageOf(limit)?.warnedAt === undefined ? ('good' as const) : ('warn' as const);
}

export function LimitStatus({ limit }: { limit: Limit }) {
  return <Status tone={toneOf(limit)}>{limitState(limit)}</Status>;
}

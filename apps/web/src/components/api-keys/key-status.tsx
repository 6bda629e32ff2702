import type { ApiKey } from '@/lib/wire.ts';
import { text } from '@/messages/api-keys.ts';
import { Status } from '../ui/status.tsx';

export type KeyState = keyof typeof text.statuses;

const tones = { active: 'good', expired: 'warn', revoked: 'neutral' } as const;

export function keyState({ revokedAt, expiresAt }: ApiKey): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

export function KeyStatus({ apiKey }: { apiKey: ApiKey }) {
  const state = keyState(apiKey);
  return <Status tone={tones[state]}>{text.statuses[state]}</Status>;
}

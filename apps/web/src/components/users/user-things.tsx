'use client';

import type { User } from '@/lib/wire.ts';
import { extensionKind } from '../extensions/extensions-room.tsx';
import { forwardKind } from '../forwards/forwards-room.tsx';
import { limitKind } from '../limits/limits-room.tsx';
import { OwnedSection } from '../owned/owned-section.tsx';
import { whitelistKind } from '../whitelists/whitelists-room.tsx';
import { Registrations } from './registrations.tsx';

/** What belongs to a user, and what counts for it from its customer and the levels above. */
export function UserThings({ user }: { user: User }) {
  const owner = { customerId: user.customerId, userId: user.id };
  return (
    <div className="mt-8 grid gap-8">
      <Registrations user={user} />
      <OwnedSection kind={extensionKind} {...owner} />
      <OwnedSection kind={forwardKind} {...owner} />
      <OwnedSection kind={limitKind} {...owner} />
      <OwnedSection kind={whitelistKind} {...owner} />
    </div>
  );
}

'use client';

import type { Consumer } from '@/lib/wire.ts';
import { text as consumersText } from '@/messages/consumers.ts';
import { text } from '@/messages/inbox.ts';
import { SecretDialog } from '../secret-dialog.tsx';

/** The secret of an inbox that was just opened. */
export function InboxOpened({ inbox, onClose }: { inbox: Consumer; onClose: () => void }) {
  return (
    <SecretDialog
      title={text.secretTitle}
      label={consumersText.secret}
      secret={inbox.secret ?? ''}
      text={text.secretText}
      onClose={onClose}
    />
  );
}

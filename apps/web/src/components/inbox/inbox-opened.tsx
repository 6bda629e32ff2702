'use client';

import type { Consumer } from '@/lib/wire.ts';
import { text as consumersText } from '@/messages/consumers.ts';
import { text } from '@/messages/inbox.ts';
import { t } from '@/messages.ts';
import { SecretOnce } from '../secret-once.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFooter } from '../ui/dialog.tsx';

/** The secret of an inbox that was just opened. */
export function InboxOpened({ inbox, onClose }: { inbox: Consumer; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title={text.secretTitle} sticky>
      <div className="px-5 pb-5">
        <SecretOnce label={consumersText.secret} secret={inbox.secret ?? ''} text={text.secretText} />
      </div>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t.common.done}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

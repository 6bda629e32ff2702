'use client';

import { text } from '@/messages/account.ts';
import { t } from '@/messages.ts';
import { SecretOnce } from '../secret-once.tsx';
import { Button } from '../ui/button.tsx';
import { DialogBody, DialogFooter } from '../ui/dialog.tsx';

type RecoveryCodesShownProps = { codes: readonly string[]; onClose: () => void };

/** The codes, in the one reply that holds them. */
export function RecoveryCodesShown({ codes, onClose }: RecoveryCodesShownProps) {
  return (
    <>
      <DialogBody>
        <SecretOnce label={text.codes} secret={codes.join(' ')} text={text.codesText} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t.common.done}
        </Button>
      </DialogFooter>
    </>
  );
}

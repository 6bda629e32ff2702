import Link from 'next/link';
import type { ReactNode } from 'react';
import { t } from '@/messages.ts';
import { SecretOnce } from './secret-once.tsx';
import { Button, buttonClass } from './ui/button.tsx';
import { DialogBody, DialogFooter } from './ui/dialog.tsx';

type SecretStepProps = {
  label: string;
  secret: string;
  text: string;
  onClose: () => void;
  /** Where one goes on from here; without it there is only to close. */
  next?: { href: string; label: string };
  children?: ReactNode;
};

/** What a dialog or a drawer ends with where something was made whose secret is shown this once. */
export function SecretStep({ onClose, next, ...secret }: SecretStepProps) {
  return (
    <>
      <DialogBody>
        <SecretOnce {...secret} />
      </DialogBody>
      <DialogFooter>
        <Button variant={next ? 'secondary' : 'primary'} onClick={onClose}>
          {t.common.done}
        </Button>
        {next && (
          <Link href={next.href} className={buttonClass('primary')}>
            {next.label}
          </Link>
        )}
      </DialogFooter>
    </>
  );
}

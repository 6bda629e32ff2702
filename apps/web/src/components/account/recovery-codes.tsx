'use client';

import { text } from '@/messages/account.ts';
import { SecretStep } from '../secret-step.tsx';

type RecoveryCodesShownProps = { codes: readonly string[]; onClose: () => void };

/** The codes, in the one reply that holds them. */
export function RecoveryCodesShown({ codes, onClose }: RecoveryCodesShownProps) {
  return <SecretStep label={text.codes} secret={codes.join(' ')} text={text.codesText} onClose={onClose} />;
}

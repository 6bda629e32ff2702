'use client';

import { PasswordProof, TotpConfirmation, type TotpSecret } from '@strowger/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { TextField } from '../form/fields.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodesShown } from './recovery-codes.tsx';
import type { TotpDrawerProps } from './totp-drawer.ts';

/** Password, then the secret and a code of it, then the recovery codes. */
export function EnableTotp({ onChange, onClose }: TotpDrawerProps) {
  const [secret, setSecret] = useState<TotpSecret>();
  const [codes, setCodes] = useState<readonly string[]>();
  const confirmed = (shown: readonly string[]) => {
    setCodes(shown);
    toast.success(text.enabled);
    return onChange();
  };
  return (
    <Drawer title={text.enable} lead={text.enableLead} onClose={onClose}>
      {codes !== undefined && <RecoveryCodesShown codes={codes} onClose={onClose} />}
      {codes === undefined && secret === undefined && <ProofStep onProven={setSecret} onClose={onClose} />}
      {codes === undefined && secret !== undefined && (
        <ConfirmStep secret={secret} onConfirmed={confirmed} onClose={onClose} />
      )}
    </Drawer>
  );
}

type ProofStepProps = { onProven: (secret: TotpSecret) => void; onClose: () => void };

function ProofStep({ onProven, onClose }: ProofStepProps) {
  const trpc = useTRPC();
  const start = useMutation(trpc.account.startTotp.mutationOptions());
  const contract = useContractForm({
    schema: PasswordProof,
    defaultValues: { password: '' },
    toWire: (values) => values,
    send: async (wire) => onProven(await start.mutateAsync(wire)),
  });
  return (
    <DrawerForm contract={contract} submit={text.goOn} onClose={onClose}>
      <PasswordField name="password" label={text.present} required autoComplete="current-password" />
    </DrawerForm>
  );
}

type ConfirmStepProps = {
  secret: TotpSecret;
  onConfirmed: (codes: readonly string[]) => Promise<void>;
  onClose: () => void;
};

function ConfirmStep({ secret, onConfirmed, onClose }: ConfirmStepProps) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.account.confirmTotp.mutationOptions());
  const contract = useContractForm({
    schema: TotpConfirmation,
    defaultValues: { code: '' },
    toWire: (values) => values,
    send: async (wire) => onConfirmed((await confirm.mutateAsync(wire)).codes),
  });
  return (
    <DrawerForm contract={contract} submit={text.enable} onClose={onClose}>
      <QrCode text={secret.uri} label={text.picture} />
      <SecretOnce label={text.secret} secret={secret.secret} text={text.scan} />
      <TextField
        name="code"
        label={text.code}
        required
        mono
        inputMode="numeric"
        autoComplete="one-time-code"
      />
    </DrawerForm>
  );
}

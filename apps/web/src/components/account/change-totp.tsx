'use client';

import { FullProof } from '@strowger/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { Drawer, DrawerForm } from '../form/drawer-form.tsx';
import { TextField } from '../form/fields.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { RecoveryCodesShown } from './recovery-codes.tsx';
import type { TotpDrawerProps } from './totp-drawer.ts';

type Proof = { password: string; code: string };

export function DisableTotp({ onChange, onClose }: TotpDrawerProps) {
  const trpc = useTRPC();
  const disable = useMutation(trpc.account.disableTotp.mutationOptions());
  const send = async (proof: Proof) => {
    await disable.mutateAsync(proof);
    await onChange();
    toast.success(text.disabled);
    onClose();
  };
  return (
    <Drawer title={text.disable} lead={text.disableLead} onClose={onClose}>
      <ProofForm submit={text.disable} send={send} onClose={onClose} />
    </Drawer>
  );
}

export function RenewRecoveryCodes({ onChange, onClose }: TotpDrawerProps) {
  const trpc = useTRPC();
  const renew = useMutation(trpc.account.renewRecoveryCodes.mutationOptions());
  const [codes, setCodes] = useState<readonly string[]>();
  const send = async (proof: Proof) => {
    setCodes((await renew.mutateAsync(proof)).codes);
    await onChange();
  };
  return (
    <Drawer title={text.renew} lead={text.renewLead} onClose={onClose}>
      {codes === undefined ? (
        <ProofForm submit={text.renew} send={send} onClose={onClose} />
      ) : (
        <RecoveryCodesShown codes={codes} onClose={onClose} />
      )}
    </Drawer>
  );
}

type ProofFormProps = { submit: string; send: (proof: Proof) => Promise<void>; onClose: () => void };

function ProofForm({ submit, send, onClose }: ProofFormProps) {
  const contract = useContractForm({
    schema: FullProof,
    defaultValues: { password: '', code: '' },
    toWire: (values) => values,
    send,
  });
  return (
    <DrawerForm contract={contract} submit={submit} onClose={onClose}>
      <PasswordField name="password" label={text.present} required autoComplete="current-password" />
      <TextField
        name="code"
        label={text.code}
        hint={text.anyCode}
        required
        mono
        autoComplete="one-time-code"
      />
    </DrawerForm>
  );
}

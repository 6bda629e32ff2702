'use client';

import { PasswordSetting } from '@strowger/contracts';
import { accountClient } from '@/lib/account-client.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { useFragment } from '@/lib/use-fragment.ts';
import { pt } from '@/public-messages.ts';
import { PasswordField } from '../form/password-field.tsx';
import { Callout } from '../ui/callout.tsx';
import { EntryForm } from './entry-form.tsx';

const text = pt.setPassword;

/** Sets a password by the link in the address. Who has an authenticator is asked for its code at the sign-in. */
export function SetPasswordForm() {
  const token = useFragment();
  const contract = useContractForm({
    schema: PasswordSetting,
    defaultValues: { password: '', again: '' },
    toWire: ({ password }) => ({ token: token ?? '', password }),
    send: async (wire) => {
      const { form } = contract;
      if (form.getValues('again') !== wire.password) {
        form.setError('again', { type: 'differs', message: text.differs }, { shouldFocus: true });
        return;
      }
      await accountClient().setPassword.mutate(wire);
      window.location.assign('/sign-in?password=set');
    },
  });
  if (token === '') return <Callout tone="bad">{text.missing}</Callout>;
  return (
    <EntryForm contract={contract} label={text.title} submit={text.submit}>
      <PasswordField
        name="password"
        label={text.password}
        hint={text.hint}
        required
        autoComplete="new-password"
      />
      <PasswordField name="again" label={text.again} required autoComplete="new-password" />
    </EntryForm>
  );
}

'use client';

import { SetUp } from '@strowger/contracts';
import { useEffect } from 'react';
import { signIn } from '@/auth/sign-in.ts';
import { accountClient } from '@/lib/account-client.ts';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { useFragment } from '@/lib/use-fragment.ts';
import { pt } from '@/public-messages.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, TextField } from '../form/fields.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { countryOptions, currencyOptions, timeZoneOptions } from '../form/region-options.ts';
import { EntryForm } from './entry-form.tsx';

const text = pt.setUp;

const defaultValues = {
  token: '',
  platform: { name: '', currency: 'EUR', timeZone: '', country: '' },
  name: '',
  email: '',
  password: '',
};

/** Makes the platform's owner, and the platform where there is none, and signs the owner in. */
export function SetUpForm({ needsPlatform }: { needsPlatform: boolean }) {
  const token = useFragment();
  const contract = useContractForm({
    schema: SetUp,
    defaultValues,
    toWire: ({ platform, email, name, ...rest }) => ({
      ...rest,
      email: email.trim(),
      name: name.trim(),
      platform: needsPlatform
        ? { ...platform, name: platform.name.trim(), country: platform.country || null }
        : null,
    }),
    send: async (wire) => {
      await accountClient().setUp.mutate(wire);
      await signIn({ email: wire.email, password: wire.password });
      window.location.assign('/');
    },
  });
  const { setValue } = contract.form;
  useEffect(() => {
    if (token) setValue('token', token);
    setValue('platform.timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [token, setValue]);
  return (
    <EntryForm contract={contract} label={text.title} submit={text.submit}>
      <TextField name="token" label={text.token} hint={text.tokenHint} required mono />
      {needsPlatform && (
        <FieldGroup title={text.platform}>
          <TextField name="platform.name" label={text.platformName} required wide maxLength={200} />
          <ComboField name="platform.currency" label={text.currency} required options={currencyOptions()} />
          <ComboField name="platform.country" label={text.country} options={countryOptions()} />
          <ComboField
            name="platform.timeZone"
            label={text.timeZone}
            required
            wide
            options={timeZoneOptions()}
          />
        </FieldGroup>
      )}
      <FieldGroup title={text.owner}>
        <TextField name="name" label={text.name} required wide maxLength={100} autoComplete="name" />
        <TextField name="email" label={text.email} required wide type="email" autoComplete="username" />
        <PasswordField
          name="password"
          label={text.password}
          hint={text.passwordHint}
          required
          wide
          autoComplete="new-password"
        />
      </FieldGroup>
    </EntryForm>
  );
}

'use client';

import { PasswordChange } from '@strowger/contracts';
import { useMutation } from '@tanstack/react-query';
import { FormProvider } from 'react-hook-form';
import { useContractForm } from '@/lib/forms/use-contract-form.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/account.ts';
import { FormFailure } from '../form/field.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from './section.tsx';

/** The email is there for the browser's password store, which keeps the new password by it. */
export function PasswordSection({ email }: { email: string }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.account.changePassword.mutationOptions());
  const { form, failure, onSubmit } = useContractForm({
    schema: PasswordChange,
    defaultValues: { password: '', newPassword: '' },
    toWire: (values) => values,
    send: async (wire) => {
      await change.mutateAsync(wire);
      window.location.assign('/sign-in?password=changed');
    },
  });
  return (
    <Section title={text.password} text={text.passwordText}>
      <FormProvider {...form}>
        <form onSubmit={onSubmit} method="post" noValidate aria-label={text.password} className="grid gap-4">
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <div className="grid gap-4 sm:grid-cols-2">
            <PasswordField name="password" label={text.present} required autoComplete="current-password" />
            <PasswordField
              name="newPassword"
              label={text.next}
              hint={text.nextHint}
              required
              autoComplete="new-password"
            />
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" pending={form.formState.isSubmitting}>
              {text.changePassword}
            </Button>
            <FormFailure text={failure} />
          </div>
        </form>
      </FormProvider>
    </Section>
  );
}

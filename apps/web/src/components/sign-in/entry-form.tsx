'use client';

import type { ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import type { ContractForm } from '@/lib/forms/use-contract-form.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { entryCard } from './entry-page.tsx';

type EntryFormProps<V extends FieldValues> = {
  contract: ContractForm<V>;
  label: string;
  submit: string;
  children: ReactNode;
};

/** The one form of a page for who is not signed in yet. */
export function EntryForm<V extends FieldValues>({ contract, label, submit, children }: EntryFormProps<V>) {
  const { form, failure, onSubmit } = contract;
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} method="post" noValidate aria-label={label} className={entryCard}>
        {failure !== undefined && (
          <Callout tone="bad" live>
            {failure}
          </Callout>
        )}
        {children}
        <Button type="submit" variant="primary" pending={form.formState.isSubmitting} className="h-9">
          {submit}
        </Button>
      </form>
    </FormProvider>
  );
}

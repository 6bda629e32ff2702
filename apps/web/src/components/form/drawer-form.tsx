'use client';

import type { ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import type { ContractForm } from '@/lib/forms/use-contract-form.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FormFailure } from './field.tsx';

type DrawerProps = { title: string; lead?: string; onClose: () => void; children: ReactNode };

/** The drawer at the right in which something new is made. A click beside it does not close it: it holds typed work. */
export function Drawer({ title, lead, onClose, children }: DrawerProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      placement="drawer"
      sticky
      title={title}
      {...(lead !== undefined && { description: lead })}
    >
      {children}
    </Dialog>
  );
}

type DrawerFormProps<V extends FieldValues> = {
  contract: ContractForm<V>;
  /** The button that sends it: verb and noun. */
  submit: string;
  /** Nothing can be sent yet. */
  disabled?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a drawer: its fields scroll, what is wrong with it as a whole and its buttons stay in view. */
export function DrawerForm<V extends FieldValues>(props: DrawerFormProps<V>) {
  const { contract, submit, disabled = false, onClose, children } = props;
  const { form, failure, onSubmit } = contract;
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <div className="grid gap-8">{children}</div>
        </DialogBody>
        <DialogFooter>
          <FormFailure text={failure} />
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" disabled={disabled} pending={form.formState.isSubmitting}>
            {submit}
          </Button>
        </DialogFooter>
      </form>
    </FormProvider>
  );
}

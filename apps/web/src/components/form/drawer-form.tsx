'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { type FieldValues, FormProvider, get } from 'react-hook-form';
import { fieldNames } from '@/lib/forms/field-errors.ts';
import type { ContractForm } from '@/lib/forms/use-contract-form.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FormFailure } from './field.tsx';
import { useLeaving } from './use-leaving.tsx';

type DrawerValue = {
  /** The form of the drawer, by how it knows whether something was typed. @returns forgets it */
  hold: (isTyped: () => boolean) => () => void;
  /** Closes the drawer; asks first where something was typed. */
  leave: () => void;
};

const DrawerContext = createContext<DrawerValue | null>(null);

type DrawerProps = { title: string; lead?: string; onClose: () => void; children: ReactNode };

/** The drawer at the right in which something new is made. It asks before it throws away what was typed, however one leaves it. */
export function Drawer({ title, lead, onClose, children }: DrawerProps) {
  const [isTyped, setForm] = useState<() => boolean>();
  const { ask, question } = useLeaving();
  const hold = useCallback((form: () => boolean) => {
    setForm(() => form);
    return () => setForm(undefined);
  }, []);
  const leave = () => (isTyped?.() ? ask(onClose) : onClose());
  return (
    <DrawerContext value={{ hold, leave }}>
      <Dialog
        open
        onOpenChange={(open) => !open && leave()}
        placement="drawer"
        // Without a form it shows a secret, this once.
        sticky={isTyped === undefined}
        title={title}
        {...(lead !== undefined && { description: lead })}
      >
        {children}
        {question}
      </Dialog>
    </DrawerContext>
  );
}

/**
 * Has the drawer around ask before it closes while something is typed, for a form that is no DrawerForm.
 * @param isTyped a constant function @returns closes the drawer so
 */
export function useTypedWork(isTyped: () => boolean, onClose: () => void): () => void {
  const drawer = use(DrawerContext);
  const hold = drawer?.hold;
  useEffect(() => hold?.(isTyped), [hold, isTyped]);
  return drawer?.leave ?? onClose;
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
  const isTyped = useCallback(() => hasTyped(form.getValues(), form.formState.defaultValues), [form]);
  const leave = useTypedWork(isTyped, onClose);
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <div className="grid gap-8">{children}</div>
        </DialogBody>
        <DialogFooter>
          <FormFailure text={failure} />
          <Button onClick={leave}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" disabled={disabled} pending={form.formState.isSubmitting}>
            {submit}
          </Button>
        </DialogFooter>
      </form>
    </FormProvider>
  );
}

/** Whether a field differs from what it began with; nothing in it and no value are the same. */
function hasTyped(values: FieldValues, defaults: FieldValues | undefined): boolean {
  const textOf = (value: unknown) => JSON.stringify(value ?? '');
  return fieldNames(values).some((name) => textOf(get(values, name)) !== textOf(get(defaults, name)));
}

'use client';

import type { ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import type { Edit } from '@/lib/forms/use-edit.ts';
import { StalePanel } from '../stale/stale-panel.tsx';
import { LockFields } from './field.tsx';
import { SaveBar } from './save-bar.tsx';
import { useHeldPage } from './use-leaving.tsx';

type EditFormProps<T, V extends FieldValues> = {
  edit: Edit<T, V>;
  /** Names the form. */
  label: string;
  /** The fields that are shown and not written; all of them: nothing can be saved. */
  locked?: ReadonlySet<string> | 'all';
  lockReason?: string | undefined;
  /** The names of the fields, and what of them is compared where somebody else has saved meanwhile. */
  labels: Readonly<Record<string, string>>;
  toComparable: (thing: T) => Record<string, unknown>;
  /** Asks something before it saves. */
  onSubmit?: () => void;
  /** Stands above the fields. */
  note?: ReactNode;
  children: ReactNode;
};

/** A form over a thing that is stored: fields, somebody else's change beside one's own, and the bar that saves. The page asks before it is left with changes. */
export function EditForm<T, V extends FieldValues>(props: EditFormProps<T, V>) {
  const { edit, label, locked = new Set(), lockReason, labels, toComparable, note, children } = props;
  const onSubmit = props.onSubmit ?? edit.onSubmit;
  const question = useHeldPage(edit.isChanged);
  return (
    <FormProvider {...edit.form}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
        noValidate
        aria-label={label}
        className="grid max-w-3xl gap-8 pb-4"
      >
        {note}
        <LockFields names={locked} reason={lockReason}>
          {children}
        </LockFields>
        {edit.conflict && (
          <StalePanel
            conflict={edit.conflict}
            toWire={toComparable}
            labels={labels}
            onTakeStored={edit.takeStored}
            onOverwrite={edit.overwrite}
          />
        )}
        {locked !== 'all' && <SaveBar edit={edit} />}
      </form>
      {question}
    </FormProvider>
  );
}

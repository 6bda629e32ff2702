'use client';

import type { FieldValues } from 'react-hook-form';
import { cx } from '@/lib/cx.ts';
import type { Edit } from '@/lib/forms/use-edit.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { FormFailure } from './field.tsx';

/** Save and discard: in view while there is something to save. */
export function SaveBar<T, V extends FieldValues>({ edit }: { edit: Edit<T, V> }) {
  const { form, failure, isChanged, discard, conflict } = edit;
  return (
    <div
      className={cx(
        '-mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-4 py-3 sm:mx-0 sm:px-0',
        isChanged && 'sticky bottom-0 z-10',
      )}
    >
      <FormFailure text={failure} />
      <Button onClick={discard} disabled={!isChanged}>
        {t.common.discard}
      </Button>
      <Button
        type="submit"
        variant="primary"
        disabled={!isChanged || conflict !== undefined}
        pending={form.formState.isSubmitting}
      >
        {t.common.save}
      </Button>
    </div>
  );
}

'use client';

import { text } from '@/messages/api-keys.ts';
import { FieldGroup } from '../form/field.tsx';
import { TextareaField, TextField } from '../form/fields.tsx';

const { fields, hints, sections } = text;

export const KeyName = () => (
  <TextField name="name" label={fields.name} hint={hints.name} maxLength={100} required />
);

/** From where and until when a key can be used. */
export function KeyBounds() {
  return (
    <FieldGroup title={sections.where}>
      <TextField name="expiresAt" label={fields.expiresAt} hint={hints.expiresAt} type="datetime-local" />
      <TextareaField name="allowedCidrs" label={fields.allowedCidrs} hint={hints.allowedCidrs} mono wide />
    </FieldGroup>
  );
}

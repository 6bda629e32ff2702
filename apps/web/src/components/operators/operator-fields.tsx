'use client';

import { text } from '@/messages/operators.ts';
import { t } from '@/messages.ts';
import { SelectField, TextField } from '../form/fields.tsx';

const { fields, hints } = text;

const roles = Object.entries(text.roles).map(([value, may]) => ({
  value,
  label: `${t.frame.roles[value as keyof typeof text.roles]}: ${may}`,
}));

/** Who the person is and what it may do. @param isNew the email can still be given */
export function OperatorFields({ isNew }: { isNew: boolean }) {
  return (
    <div className="grid gap-4">
      <TextField name="name" label={fields.name} maxLength={100} required />
      {isNew && (
        <TextField
          name="email"
          label={fields.email}
          hint={hints.email}
          type="email"
          inputMode="email"
          required
        />
      )}
      <SelectField
        name="role"
        label={fields.role}
        options={roles}
        {...(!isNew && { hint: hints.roleChange })}
      />
    </div>
  );
}

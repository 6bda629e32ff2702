'use client';

import { text } from '@/messages/sources.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextField } from '../form/fields.tsx';
import { countryOptions, timeZoneOptions } from '../form/region-options.ts';

const { fields, hints } = text;

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The fields of a source. Its format is that of its making. */
export function SourceFields({ isNew }: { isNew: boolean }) {
  const asCustomer = isNew && { placeholder: hints.asCustomer };
  return (
    <FieldGroup title={text.section}>
      <TextField name="name" label={fields.name} hint={hints.name} required mono wide />
      {isNew && (
        <SelectField
          name="format"
          label={fields.format}
          hint={hints.format}
          options={optionsOf(text.formats)}
          wide
        />
      )}
      <ComboField
        name="country"
        label={fields.country}
        hint={hints.country}
        options={countryOptions()}
        {...asCustomer}
      />
      <ComboField
        name="timeZone"
        label={fields.timeZone}
        hint={hints.timeZone}
        options={timeZoneOptions()}
        {...asCustomer}
      />
      <TextField name="externalId" label={fields.externalId} mono />
      {!isNew && <SelectField name="enabled" label={fields.enabled} options={optionsOf(text.states)} />}
    </FieldGroup>
  );
}

'use client';

import { text } from '@/messages/rates.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextField } from '../form/fields.tsx';
import { countryOptions } from '../form/region-options.ts';

const { fields, hints, sections } = text;

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The fields of a rate. Prefix and direction are those of its making. */
export function RateFields({ isNew, currency }: { isNew: boolean; currency: string }) {
  return (
    <>
      <FieldGroup title={sections.number}>
        {isNew && (
          <>
            <TextField
              name="prefix"
              label={fields.prefix}
              hint={hints.prefix}
              inputMode="numeric"
              required
              mono
            />
            <SelectField name="direction" label={fields.direction} options={optionsOf(text.directions)} />
          </>
        )}
        <TextField name="name" label={fields.name} required maxLength={200} />
        <ComboField name="country" label={fields.country} options={countryOptions()} />
      </FieldGroup>
      <FieldGroup title={sections.price}>
        <TextField
          name="pricePerMinute"
          label={fields.pricePerMinute}
          hint={hints.pricePerMinute(currency)}
          inputMode="decimal"
          required
          mono
        />
        <TextField
          name="offPeakPricePerMinute"
          label={fields.offPeakPricePerMinute}
          hint={hints.offPeak}
          inputMode="decimal"
          mono
        />
        <TextField
          name="initialSeconds"
          label={fields.initialSeconds}
          hint={hints.initial}
          inputMode="numeric"
        />
        <TextField
          name="incrementSeconds"
          label={fields.incrementSeconds}
          hint={hints.increment}
          inputMode="numeric"
        />
        <TextField
          name="connectionFee"
          label={fields.connectionFee}
          hint={hints.fee}
          inputMode="decimal"
          mono
        />
        <TextField
          name="minimumCharge"
          label={fields.minimumCharge}
          hint={hints.minimum}
          inputMode="decimal"
          mono
        />
        <TextField name="graceSeconds" label={fields.graceSeconds} hint={hints.grace} inputMode="numeric" />
        <SelectField name="blocked" label={fields.blocked} options={optionsOf(text.allowed)} />
      </FieldGroup>
      <FieldGroup title={sections.validity}>
        <TextField
          name="validFrom"
          label={fields.validFrom}
          type="datetime-local"
          {...(isNew && { hint: hints.validFrom })}
        />
        <TextField name="validTo" label={fields.validTo} type="datetime-local" hint={hints.validTo} />
      </FieldGroup>
    </>
  );
}

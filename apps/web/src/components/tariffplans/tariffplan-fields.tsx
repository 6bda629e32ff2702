'use client';

import { text } from '@/messages/tariffplans.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextareaField, TextField } from '../form/fields.tsx';
import { currencyOptions, timeZoneOptions } from '../form/region-options.ts';

const { fields, hints, sections } = text;

const roundingOptions = Object.entries(text.roundingModes).map(([value, label]) => ({ value, label }));

/** The fields of a plan. Its currency is chosen once, and its minimum margin is shown to its owner only. */
export function TariffplanFields({ isNew, withMargin }: { isNew: boolean; withMargin: boolean }) {
  return (
    <>
      <FieldGroup title={sections.general}>
        <TextField name="name" label={fields.name} required maxLength={200} wide />
        {isNew && (
          <ComboField
            name="currency"
            label={fields.currency}
            hint={hints.currency}
            options={currencyOptions()}
          />
        )}
        <TextField name="externalId" label={fields.externalId} mono />
      </FieldGroup>
      <FieldGroup title={sections.terms}>
        <SelectField name="roundingMode" label={fields.roundingMode} options={roundingOptions} />
        <TextField
          name="roundingDecimals"
          label={fields.roundingDecimals}
          hint={hints.decimals}
          inputMode="numeric"
        />
        <TextField
          name="validFrom"
          label={fields.validFrom}
          type="datetime-local"
          {...(isNew && { hint: hints.validFrom })}
        />
        <TextField name="validTo" label={fields.validTo} type="datetime-local" hint={hints.validTo} />
        {withMargin && (
          <TextField
            name="minMarginPercent"
            label={fields.minMarginPercent}
            hint={hints.minMargin}
            inputMode="decimal"
            wide
          />
        )}
      </FieldGroup>
      <FieldGroup title={sections.offPeak}>
        <TextareaField
          name="offPeak.windows"
          label={fields['offPeak.windows']}
          hint={hints.windows}
          placeholder="mon-thu 20:00-08:00"
          mono
          wide
        />
        <ComboField
          name="offPeak.timeZone"
          label={fields['offPeak.timeZone']}
          hint={hints.offPeakZone}
          options={timeZoneOptions()}
        />
      </FieldGroup>
    </>
  );
}

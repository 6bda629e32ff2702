'use client';

import { text } from '@/messages/consumers.ts';
import { ChecksField, SelectField, TextField } from '../form/fields.tsx';
import { optionsOf } from '../form/options-of.ts';

const { fields, hints, defaults } = text;

const events = optionsOf(text.events);

export function ConsumerFields({ urlHint, withUrl }: { urlHint: string; withUrl: boolean }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {withUrl && (
        <TextField
          name="url"
          label={fields.url}
          hint={urlHint}
          placeholder="https://example.com/cdr"
          type="url"
          required
          mono
          wide
        />
      )}
      <TextField name="description" label={fields.description} maxLength={200} wide />
      <TextField
        name="batchSize"
        label={fields.batchSize}
        hint={hints.batchSize}
        placeholder={defaults.batchSize}
        inputMode="numeric"
      />
      <TextField
        name="maxInFlight"
        label={fields.maxInFlight}
        hint={hints.maxInFlight}
        placeholder={defaults.maxInFlight}
        inputMode="numeric"
      />
      <SelectField name="format" label={fields.format} options={optionsOf(text.formats)} />
      <SelectField name="gzip" label={fields.gzip} options={optionsOf(text.yesNo)} />
      <ChecksField name="events" label={fields.events} hint={hints.events} options={events} wide />
      <TextField name="externalId" label={fields.externalId} mono />
    </div>
  );
}

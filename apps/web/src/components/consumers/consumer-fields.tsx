'use client';

import { text } from '@/messages/consumers.ts';
import { TextField } from '../form/fields.tsx';

const { fields, hints, defaults } = text;

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
      <TextField name="externalId" label={fields.externalId} mono />
    </div>
  );
}

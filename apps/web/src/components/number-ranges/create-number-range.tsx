'use client';

import { NumberRangeCreate } from '@strowger/contracts';
import { numbersOf } from '@/lib/phrases.ts';
import type { NumberRange } from '@/lib/wire.ts';
import { text } from '@/messages/number-ranges.ts';
import { FieldGroup } from '../form/field.tsx';
import { TextField } from '../form/fields.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import type { CreateForm } from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';

const { fields, hints, sections } = text;

function Fields() {
  return (
    <FieldGroup title={sections.range}>
      <TextField
        name="rangeStart"
        label={fields.rangeStart}
        hint={hints.rangeStart}
        inputMode="tel"
        required
      />
      <TextField name="rangeEnd" label={fields.rangeEnd} hint={hints.rangeEnd} inputMode="tel" required />
    </FieldGroup>
  );
}

const form: CreateForm<NumberRange, { rangeStart: string; rangeEnd: string }> = {
  room: 'number-ranges',
  text,
  nameOf: numbersOf,
  operations: { create: 'createNumberRange', lists: ['getCustomerNumberRanges'] },
  createSchema: NumberRangeCreate,
  newValues: { rangeStart: '', rangeEnd: '' },
  toWire: ({ rangeStart, rangeEnd }) => ({ rangeStart: rangeStart.trim(), rangeEnd: rangeEnd.trim() }),
  ofCustomerOnly: true,
  Fields,
};

/** The drawer in which the platform allots numbers. */
export function CreateNumberRange(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

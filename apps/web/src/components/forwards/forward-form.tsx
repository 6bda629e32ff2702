'use client';

import { ForwardCreate, ForwardUpdate } from '@strowger/contracts';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { isId } from '@/lib/locate.ts';
import { forwardName } from '@/lib/phrases.ts';
import type { Forward } from '@/lib/wire.ts';
import { text } from '@/messages/forwards.ts';
import { FieldGroup } from '../form/field.tsx';
import { CheckField, ComboField, SelectField, TextField } from '../form/fields.tsx';
import { ReferenceField } from '../form/reference-field.tsx';
import { timeZoneOptions } from '../form/region-options.ts';
import { officeHours, ScheduleField } from '../form/schedule-field.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import { type FieldsProps, numberOf, type OwnedForm, optionsOf, textOf } from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';
import { ThingName } from '../thing-name.tsx';

const { fields, hints, sections } = text;
const noSchedule = { timeZone: '', windows: [officeHours] };

const valuesOf = (forward: Forward) => ({
  condition: forward.condition,
  callSource: forward.callSource,
  ringSeconds: textOf(forward.ringSeconds),
  target: forward.target,
  keepCallerId: forward.keepCallerId,
  scheduled: forward.schedule !== null,
  schedule: forward.schedule ?? noSchedule,
  priority: textOf(forward.priority),
  enabled: forward.enabled,
});
type ForwardValues = ReturnType<typeof valuesOf>;

const newValues: ForwardValues = {
  condition: 'unconditional',
  callSource: 'any',
  ringSeconds: '',
  target: '',
  keepCallerId: true,
  scheduled: false,
  schedule: noSchedule,
  priority: '',
  enabled: true,
};

const toWire = ({ scheduled, ...values }: ForwardValues) => ({
  ...values,
  ringSeconds: numberOf(values.ringSeconds),
  schedule: scheduled ? values.schedule : null,
  priority: numberOf(values.priority),
});

const isNumber = (typed: string): boolean => /^\+\d+$/.test(typed);

function Fields({ customer }: FieldsProps<Forward>) {
  const { watch, getValues, setValue } = useFormContext<ForwardValues>();
  const isScheduled = watch('scheduled');
  useEffect(() => {
    if (isScheduled && getValues('schedule.timeZone') === '')
      setValue('schedule.timeZone', customer.timeZone);
  }, [isScheduled, customer.timeZone, getValues, setValue]);
  return (
    <>
      <FieldGroup title={sections.what}>
        <SelectField name="condition" label={fields.condition} options={optionsOf(text.conditions)} />
        <SelectField name="callSource" label={fields.callSource} options={optionsOf(text.callSources)} />
        <ReferenceField
          name="target"
          label={fields.target}
          hint={hints.target}
          kinds={['user', 'destination', 'extension']}
          customerId={customer.id}
          accepts={isNumber}
          required
          wide
        />
        {watch('condition') === 'noAnswer' && (
          <TextField
            name="ringSeconds"
            label={fields.ringSeconds}
            hint={hints.ringSeconds}
            inputMode="numeric"
            placeholder="20"
          />
        )}
        <CheckField name="keepCallerId" label={fields.keepCallerId} text={hints.keepCallerId} />
      </FieldGroup>
      <FieldGroup title={sections.schedule}>
        <CheckField name="scheduled" label={fields.scheduled} text={hints.scheduled} wide />
        {isScheduled && (
          <>
            <ComboField
              name="schedule.timeZone"
              label={fields['schedule.timeZone']}
              options={timeZoneOptions()}
              required
            />
            <ScheduleField
              name="schedule.windows"
              label={fields['schedule.windows']}
              hint={hints.windows}
              wide
            />
          </>
        )}
      </FieldGroup>
      <FieldGroup title={sections.how}>
        <TextField
          name="priority"
          label={fields.priority}
          hint={hints.priority}
          inputMode="numeric"
          placeholder="0"
        />
        <CheckField name="enabled" label={fields.enabled} text={hints.enabled} />
      </FieldGroup>
    </>
  );
}

const form: OwnedForm<Forward, ForwardValues> = {
  room: 'forwards',
  text,
  nameOf: forwardName,
  operations: {
    get: 'getForward',
    create: 'createForward',
    update: 'updateForward',
    delete: 'deleteForward',
    lists: ['getCustomerForwards', 'getUserForwards'],
  },
  idName: 'forwardId',
  createSchema: ForwardCreate,
  updateSchema: ForwardUpdate,
  newValues,
  valuesOf,
  toWire,
  Fields,
};

/** The drawer for a new one. */
export function CreateForward(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

/** One forward and the form over it. */
export function ForwardRoom({ id }: { id: string }) {
  return (
    <OwnedDetail
      form={form}
      id={id}
      title={({ condition, target }) => (
        <>
          {text.conditions[condition]} → {isId(target) ? <ThingName id={target} /> : target}
        </>
      )}
    />
  );
}

'use client';

import { ExtensionCreate, ExtensionUpdate } from '@strowger/contracts';
import { useFormContext } from 'react-hook-form';
import { numbersOf } from '@/lib/phrases.ts';
import type { Extension } from '@/lib/wire.ts';
import { text } from '@/messages/extensions.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextField } from '../form/fields.tsx';
import { ReferenceField } from '../form/reference-field.tsx';
import { countryOptions } from '../form/region-options.ts';
import { CreateOwned } from '../owned/create-owned.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import {
  type FieldsProps,
  numberOrNull,
  type OwnedForm,
  optionsOf,
  orNull,
  textOf,
} from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';

const { fields, hints, sections } = text;
const noAddress = { street: '', houseNumber: '', postalCode: '', city: '', country: '' };

const valuesOf = (extension: Extension) => ({
  direction: extension.direction,
  status: extension.status,
  span: extension.rangeStart === null ? 'one' : 'range',
  number: extension.number ?? '',
  rangeStart: extension.rangeStart ?? '',
  rangeEnd: extension.rangeEnd ?? '',
  targetId: extension.targetId ?? '',
  ringSeconds: textOf(extension.ringSeconds),
  maxCalls: textOf(extension.maxCalls),
  dialPattern: extension.dialPattern ?? '',
  destinationId: extension.destinationId ?? '',
  callerId: extension.callerId ?? '',
  stripDigits: textOf(extension.stripDigits),
  prepend: extension.prepend ?? '',
  priority: textOf(extension.priority),
  emergencyAddress: extension.emergencyAddress ?? noAddress,
});
type ExtensionValues = ReturnType<typeof valuesOf>;

const newValues: ExtensionValues = {
  direction: 'inbound',
  status: 'active',
  span: 'one',
  number: '',
  rangeStart: '',
  rangeEnd: '',
  targetId: '',
  ringSeconds: '',
  maxCalls: '',
  dialPattern: '',
  destinationId: '',
  callerId: '',
  stripDigits: '',
  prepend: '',
  priority: '',
  emergencyAddress: noAddress,
};

/** One number or a range: what is not chosen is taken away. */
const inboundWire = (values: ExtensionValues) => ({
  number: values.span === 'one' ? values.number.trim() : null,
  rangeStart: values.span === 'one' ? null : values.rangeStart.trim(),
  rangeEnd: values.span === 'one' ? null : values.rangeEnd.trim(),
  targetId: values.targetId,
  ringSeconds: numberOrNull(values.ringSeconds),
  maxCalls: numberOrNull(values.maxCalls),
});

const outboundWire = (values: ExtensionValues) => ({
  dialPattern: values.dialPattern.trim(),
  destinationId: orNull(values.destinationId),
  callerId: orNull(values.callerId),
  stripDigits: numberOrNull(values.stripDigits),
  prepend: orNull(values.prepend),
  priority: numberOrNull(values.priority),
});

function toWire(values: ExtensionValues) {
  const { direction, status, emergencyAddress } = values;
  const isEmpty = Object.values(emergencyAddress).every((part) => part.trim() === '');
  return {
    direction,
    status,
    ...(direction === 'inbound' ? inboundWire(values) : outboundWire(values)),
    emergencyAddress: isEmpty ? null : emergencyAddress,
  };
}

function Fields({ customer }: FieldsProps<Extension>) {
  const { watch } = useFormContext<ExtensionValues>();
  const direction = watch('direction');
  return (
    <>
      <FieldGroup title={sections.general}>
        <SelectField name="direction" label={fields.direction} options={optionsOf(text.directions)} />
        <SelectField name="status" label={fields.status} options={optionsOf(text.statuses)} />
      </FieldGroup>
      {direction === 'inbound' ? (
        <InboundFields customerId={customer.id} isRange={watch('span') === 'range'} />
      ) : (
        <OutboundFields customerId={customer.id} />
      )}
      <FieldGroup title={sections.emergency}>
        <p className="text-muted text-xs sm:col-span-2">{hints.emergency}</p>
        <TextField name="emergencyAddress.street" label={fields['emergencyAddress.street']} />
        <TextField name="emergencyAddress.houseNumber" label={fields['emergencyAddress.houseNumber']} />
        <TextField name="emergencyAddress.postalCode" label={fields['emergencyAddress.postalCode']} />
        <TextField name="emergencyAddress.city" label={fields['emergencyAddress.city']} />
        <ComboField
          name="emergencyAddress.country"
          label={fields['emergencyAddress.country']}
          options={countryOptions()}
        />
      </FieldGroup>
    </>
  );
}

function InboundFields({ customerId, isRange }: { customerId: string; isRange: boolean }) {
  return (
    <FieldGroup title={sections.numbers}>
      <SelectField name="span" label={fields.span} options={optionsOf(text.spans)} wide />
      {isRange ? (
        <>
          <TextField
            name="rangeStart"
            label={fields.rangeStart}
            hint={hints.number}
            inputMode="tel"
            required
          />
          <TextField name="rangeEnd" label={fields.rangeEnd} hint={hints.rangeEnd} inputMode="tel" required />
        </>
      ) : (
        <TextField name="number" label={fields.number} hint={hints.number} inputMode="tel" required wide />
      )}
      <ReferenceField
        name="targetId"
        label={fields.targetId}
        hint={hints.targetId}
        kinds={['user', 'destination', 'forward']}
        customerId={customerId}
        required
        wide
      />
      <TextField name="ringSeconds" label={fields.ringSeconds} hint={hints.ringSeconds} inputMode="numeric" />
      <TextField name="maxCalls" label={fields.maxCalls} hint={hints.maxCalls} inputMode="numeric" />
    </FieldGroup>
  );
}

function OutboundFields({ customerId }: { customerId: string }) {
  return (
    <FieldGroup title={sections.treatment}>
      <TextField name="dialPattern" label={fields.dialPattern} hint={hints.dialPattern} mono required wide />
      <ReferenceField
        name="destinationId"
        label={fields.destinationId}
        hint={hints.destinationId}
        kinds={['destination']}
        customerId={customerId}
        wide
      />
      <TextField
        name="stripDigits"
        label={fields.stripDigits}
        hint={hints.stripDigits}
        inputMode="numeric"
        placeholder="0"
      />
      <TextField name="prepend" label={fields.prepend} hint={hints.prepend} mono />
      <TextField name="callerId" label={fields.callerId} hint={hints.callerId} inputMode="tel" />
      <TextField
        name="priority"
        label={fields.priority}
        hint={hints.priority}
        inputMode="numeric"
        placeholder="0"
      />
    </FieldGroup>
  );
}

const form: OwnedForm<Extension, ExtensionValues> = {
  room: 'extensions',
  text,
  nameOf: numbersOf,
  operations: {
    get: 'getExtension',
    create: 'createExtension',
    update: 'updateExtension',
    delete: 'deleteExtension',
    lists: ['getCustomerExtensions', 'getUserExtensions', 'getExtensions'],
  },
  idName: 'extensionId',
  createSchema: ExtensionCreate,
  updateSchema: ExtensionUpdate,
  newValues,
  valuesOf,
  toWire,
  fixed: ['direction'],
  Fields,
};

/** The drawer for a new one. */
export function CreateExtension(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

/** One extension and the form over it. */
export function ExtensionRoom({ id }: { id: string }) {
  return <OwnedDetail form={form} id={id} lead={({ direction }) => text.directions[direction]} />;
}

'use client';

import { DestinationCreate, DestinationUpdate } from '@strowger/contracts';
import { useFormContext } from 'react-hook-form';
import type { Destination } from '@/lib/wire.ts';
import { text } from '@/messages/destinations.ts';
import { timeFact } from '../detail-room.tsx';
import { FieldGroup } from '../form/field.tsx';
import { CheckField, ChecksField, SelectField, TextField } from '../form/fields.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import {
  type FieldsProps,
  numberOf,
  numberOrNull,
  type OwnedForm,
  optionsOf,
  orNull,
  textOf,
} from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';
import { codecOptions } from '../users/codecs.ts';
import { DestinationState } from './destination-state.tsx';

const { fields, hints, sections } = text;

const valuesOf = (destination: Destination) => ({
  name: destination.name,
  host: destination.host,
  port: textOf(destination.port),
  transport: destination.transport,
  enabled: destination.enabled,
  uriUser: destination.uriUser ?? '',
  numberFormat: destination.numberFormat,
  techPrefix: destination.techPrefix ?? '',
  auth: {
    username: destination.auth?.username ?? '',
    realm: destination.auth?.realm ?? '',
    password: '',
  },
  register: destination.register,
  registerExpiresSeconds: textOf(destination.registerExpiresSeconds),
  priority: textOf(destination.priority),
  weight: textOf(destination.weight),
  maxCalls: textOf(destination.maxCalls),
  callsPerSecond: textOf(destination.callsPerSecond),
  ringSeconds: textOf(destination.ringSeconds),
  probe: destination.probe,
  srtp: destination.srtp,
  codecs: destination.codecs as string[],
});
type DestinationValues = ReturnType<typeof valuesOf>;

const newValues: DestinationValues = {
  name: '',
  host: '',
  port: '',
  transport: 'udp',
  enabled: true,
  uriUser: '',
  numberFormat: 'e164',
  techPrefix: '',
  auth: { username: '', realm: '', password: '' },
  register: false,
  registerExpiresSeconds: '',
  priority: '',
  weight: '',
  maxCalls: '',
  callsPerSecond: '',
  ringSeconds: '',
  probe: false,
  srtp: 'off',
  codecs: [],
};

const toWire = ({ auth, ...values }: DestinationValues) => ({
  ...values,
  name: values.name.trim(),
  host: values.host.trim().toLowerCase(),
  port: numberOf(values.port),
  uriUser: orNull(values.uriUser),
  techPrefix: orNull(values.techPrefix),
  auth: Object.values(auth).every((part) => part === '') ? null : auth,
  registerExpiresSeconds: numberOf(values.registerExpiresSeconds),
  priority: numberOf(values.priority),
  weight: numberOf(values.weight),
  maxCalls: numberOrNull(values.maxCalls),
  callsPerSecond: numberOrNull(values.callsPerSecond),
  ringSeconds: numberOf(values.ringSeconds),
});

function Fields({ row }: FieldsProps<Destination>) {
  const { watch } = useFormContext<DestinationValues>();
  const transport = watch('transport');
  const hasAuth = row?.auth != null;
  return (
    <>
      <FieldGroup title={sections.where}>
        <TextField name="name" label={fields.name} required maxLength={100} wide />
        <TextField name="host" label={fields.host} hint={hints.host} mono required wide />
        <SelectField name="transport" label={fields.transport} options={optionsOf(text.transports)} />
        <TextField
          name="port"
          label={fields.port}
          {...(!row && { hint: hints.port })}
          inputMode="numeric"
          placeholder={transport === 'tls' ? '5061' : '5060'}
        />
        <CheckField name="enabled" label={fields.enabled} text={hints.enabled} />
        <CheckField name="probe" label={fields.probe} text={hints.probe} />
      </FieldGroup>
      <FieldGroup title={sections.numbers}>
        <SelectField
          name="numberFormat"
          label={fields.numberFormat}
          options={optionsOf(text.numberFormats)}
        />
        <TextField name="techPrefix" label={fields.techPrefix} hint={hints.techPrefix} mono />
        <TextField name="uriUser" label={fields.uriUser} hint={hints.uriUser} mono />
      </FieldGroup>
      <FieldGroup title={sections.auth}>
        <p className="text-muted text-xs sm:col-span-2">{hints.auth}</p>
        <TextField name="auth.username" label={fields['auth.username']} mono />
        <TextField name="auth.realm" label={fields['auth.realm']} hint={hints.realm} mono />
        <SecretField
          name="auth.password"
          label={fields['auth.password']}
          hint={hasAuth ? hints.keepPassword : hints.password}
          isGiven
          wide
        />
        <CheckField name="register" label={fields.register} text={hints.register} wide />
        {watch('register') && (
          <TextField
            name="registerExpiresSeconds"
            label={fields.registerExpiresSeconds}
            hint={hints.registerExpiresSeconds}
            inputMode="numeric"
            placeholder="3600"
          />
        )}
      </FieldGroup>
      <FieldGroup title={sections.choice}>
        <TextField
          name="priority"
          label={fields.priority}
          hint={hints.priority}
          inputMode="numeric"
          placeholder="0"
        />
        <TextField
          name="weight"
          label={fields.weight}
          hint={hints.weight}
          inputMode="numeric"
          placeholder="100"
        />
        <TextField name="maxCalls" label={fields.maxCalls} hint={hints.maxCalls} inputMode="numeric" />
        <TextField
          name="callsPerSecond"
          label={fields.callsPerSecond}
          hint={hints.callsPerSecond}
          inputMode="numeric"
        />
        <TextField
          name="ringSeconds"
          label={fields.ringSeconds}
          hint={hints.ringSeconds}
          inputMode="numeric"
          placeholder="60"
        />
      </FieldGroup>
      <FieldGroup title={sections.media}>
        <SelectField name="srtp" label={fields.srtp} options={optionsOf(text.srtp)} />
        <ChecksField name="codecs" label={fields.codecs} hint={hints.codecs} options={codecOptions} wide />
      </FieldGroup>
    </>
  );
}

const form: OwnedForm<Destination, DestinationValues> = {
  room: 'destinations',
  text,
  nameOf: ({ name }) => name,
  operations: {
    get: 'getDestination',
    create: 'createDestination',
    update: 'updateDestination',
    delete: 'deleteDestination',
    lists: ['getCustomerDestinations', 'getUserDestinations'],
  },
  idName: 'destinationId',
  createSchema: DestinationCreate,
  updateSchema: DestinationUpdate,
  newValues,
  valuesOf,
  toWire,
  Fields,
};

/** The drawer for a new one. */
export function CreateDestination(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

/** The engine asks every half minute. */
const POLL_MS = 10_000;

/** One destination, whether it answers, and the form over it. */
export function DestinationRoom({ id }: { id: string }) {
  return (
    <OwnedDetail
      form={form}
      id={id}
      lead={({ host, port }) => <span className="font-mono text-xs">{`${host}:${port}`}</span>}
      refetchInterval={(destination) => (destination?.probe && destination.enabled ? POLL_MS : false)}
      facts={(destination) => [
        [text.columns.state, <DestinationState key="state" destination={destination} />],
        timeFact(text.stateSince, destination.stateSince),
      ]}
    />
  );
}

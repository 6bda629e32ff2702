'use client';

import { WhitelistCreate, WhitelistUpdate } from '@strowger/contracts';
import { useFormContext } from 'react-hook-form';
import type { Whitelist } from '@/lib/wire.ts';
import { text } from '@/messages/whitelists.ts';
import { FieldGroup } from '../form/field.tsx';
import { CheckField, SelectField, TextareaField, TextField } from '../form/fields.tsx';
import { CustomerName } from '../names.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import { type FieldsProps, type OwnedForm, optionsOf, orNull } from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';
import { entriesOf, textOfEntries } from './entries-text.ts';

const { fields, hints, sections } = text;

const valuesOf = (whitelist: Whitelist) => ({
  name: whitelist.name,
  type: whitelist.type,
  mode: whitelist.mode,
  techPrefix: whitelist.techPrefix ?? '',
  entries: textOfEntries(whitelist.entries),
  enabled: whitelist.enabled,
});
type WhitelistValues = ReturnType<typeof valuesOf>;

const newValues: WhitelistValues = {
  name: '',
  type: 'ip',
  mode: 'restrict',
  techPrefix: '',
  entries: '',
  enabled: true,
};

const toWire = ({ name, type, mode, techPrefix, entries, enabled }: WhitelistValues) => ({
  name: name.trim(),
  type,
  mode: type === 'ip' ? mode : 'restrict',
  techPrefix: type === 'ip' && mode === 'trust' ? orNull(techPrefix) : null,
  entries: entriesOf(type, entries),
  enabled,
});

function Fields(_: FieldsProps<Whitelist>) {
  const { watch } = useFormContext<WhitelistValues>();
  const [type, mode] = watch(['type', 'mode']);
  return (
    <>
      <FieldGroup title={sections.general}>
        <TextField name="name" label={fields.name} required maxLength={100} wide />
        <SelectField name="type" label={fields.type} options={optionsOf(text.types)} />
        {type === 'ip' && (
          <SelectField
            name="mode"
            label={fields.mode}
            options={optionsOf(text.longModes)}
            {...(mode === 'trust' && { hint: hints.trust })}
          />
        )}
        {type === 'ip' && mode === 'trust' && (
          <TextField name="techPrefix" label={fields.techPrefix} hint={hints.techPrefix} mono />
        )}
        <CheckField name="enabled" label={fields.enabled} text={hints.enabled} wide />
      </FieldGroup>
      <FieldGroup title={sections.entries}>
        <TextareaField name="entries" label={fields.entries} hint={hints.entries[type]} rows={8} mono wide />
      </FieldGroup>
    </>
  );
}

const form: OwnedForm<Whitelist, WhitelistValues> = {
  room: 'whitelists',
  text,
  nameOf: ({ name }) => name,
  operations: {
    get: 'getWhitelist',
    create: 'createWhitelist',
    update: 'updateWhitelist',
    delete: 'deleteWhitelist',
    lists: ['getCustomerWhitelists', 'getUserWhitelists'],
  },
  idName: 'whitelistId',
  createSchema: WhitelistCreate,
  updateSchema: WhitelistUpdate,
  newValues,
  valuesOf,
  toWire,
  fixed: ['type', 'mode'],
  Fields,
};

/** The drawer for a new one. */
export function CreateWhitelist(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

/** One whitelist and the form over it. */
export function WhitelistRoom({ id }: { id: string }) {
  return (
    <OwnedDetail
      form={form}
      id={id}
      lead={({ type }) => text.types[type]}
      facts={({ setBy }) => [[text.setBy, <CustomerName key="setBy" id={setBy} />]]}
    />
  );
}

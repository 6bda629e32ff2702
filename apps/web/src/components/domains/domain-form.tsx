'use client';

import { DomainCreate, DomainUpdate } from '@strowger/contracts';
import type { Domain } from '@/lib/wire.ts';
import { text } from '@/messages/domains.ts';
import { FieldGroup } from '../form/field.tsx';
import { CheckField, TextField } from '../form/fields.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import type { FieldsProps, OwnedForm } from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';

const { fields, hints, sections } = text;

const valuesOf = ({ domain, isDefault, registrationAllowed }: Domain) => ({
  domain,
  isDefault,
  registrationAllowed,
});
type DomainValues = ReturnType<typeof valuesOf>;

function Fields({ row }: FieldsProps<Domain>) {
  return (
    <FieldGroup title={sections.general}>
      {!row && <TextField name="domain" label={fields.domain} hint={hints.domain} mono required wide />}
      <CheckField name="isDefault" label={fields.isDefault} text={hints.isDefault} wide />
      <CheckField
        name="registrationAllowed"
        label={fields.registrationAllowed}
        text={hints.registrationAllowed}
        wide
      />
    </FieldGroup>
  );
}

export const domainForm: OwnedForm<Domain, DomainValues> = {
  room: 'domains',
  text,
  nameOf: ({ domain }) => domain,
  operations: {
    get: 'getDomain',
    create: 'createDomain',
    update: 'updateDomain',
    delete: 'deleteDomain',
    lists: ['getCustomerDomains'],
  },
  idName: 'domainId',
  createSchema: DomainCreate,
  updateSchema: DomainUpdate,
  newValues: { domain: '', isDefault: false, registrationAllowed: true },
  valuesOf,
  toWire: ({ domain, ...values }) => ({ ...values, domain: domain.trim().toLowerCase() }),
  fixed: ['domain'],
  ofCustomerOnly: true,
  Fields,
};

/** A name that one claims for oneself must be proved: its page tells how. */
export function CreateDomain(props: CreateProps) {
  return <CreateOwned form={domainForm} next="detail" {...props} />;
}

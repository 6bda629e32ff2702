'use client';

import type { ReactNode } from 'react';
import { text } from '@/messages/users.ts';
import { FieldGroup } from '../form/field.tsx';
import { ChecksField, ComboField, SelectField, TextareaField, TextField } from '../form/fields.tsx';
import { timeZoneOptions } from '../form/region-options.ts';
import { SecretField } from '../form/secret-field.tsx';
import { codecOptions } from './codecs.ts';
import type { DomainChoice } from './use-domains.ts';

const { fields, hints, sections } = text;

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

type UserFieldsProps = {
  choice: DomainChoice;
  passwordHint: string;
  isPasswordRequired: boolean;
  withStatus: boolean;
  children?: ReactNode;
};

export function UserFields({
  choice,
  passwordHint,
  isPasswordRequired,
  withStatus,
  children,
}: UserFieldsProps) {
  const domainOptions = choice.domains.map((domain) => ({
    value: domain.id,
    label: `${domain.domain} (${domain.ownerName}${domain.isDefault ? `, ${text.isDefault}` : ''})`,
  }));
  return (
    <>
      <FieldGroup title={sections.account}>
        <TextField name="username" label={fields.username} hint={hints.username} required mono />
        <SelectField
          name="domainId"
          label={fields.domainId}
          options={domainOptions}
          {...(choice.preselected === undefined && { empty: hints.domainDefault })}
          {...(!choice.isLoading && choice.domains.length === 0 && { hint: hints.domainNone })}
        />
        <SecretField
          name="password"
          label={fields.password}
          hint={passwordHint}
          required={isPasswordRequired}
          wide
        />
        {children}
        {withStatus && <SelectField name="status" label={fields.status} options={options(text.statuses)} />}
        <TextField name="externalId" label={fields.externalId} mono />
      </FieldGroup>
      <FieldGroup title={sections.identity}>
        <TextField name="displayName" label={fields.displayName} maxLength={100} />
        <TextField name="callerId" label={fields.callerId} hint={hints.callerId} inputMode="tel" />
        <SelectField
          name="callerIdPresentation"
          label={fields.callerIdPresentation}
          options={options(text.presentation)}
        />
        <ComboField
          name="timeZone"
          label={fields.timeZone}
          options={timeZoneOptions()}
          placeholder={hints.timeZone}
        />
        <TextareaField
          name="allowedCallerIds"
          label={fields.allowedCallerIds}
          hint={hints.allowedCallerIds}
          mono
          wide
        />
      </FieldGroup>
      <FieldGroup title={sections.limits}>
        <TextField
          name="maxRegistrations"
          label={fields.maxRegistrations}
          inputMode="numeric"
          placeholder="5"
        />
        <TextField name="maxCalls" label={fields.maxCalls} hint={hints.maxCalls} inputMode="numeric" />
      </FieldGroup>
      <FieldGroup title={sections.media}>
        <SelectField name="transport" label={fields.transport} options={options(text.transports)} />
        <SelectField name="srtp" label={fields.srtp} options={options(text.srtp)} />
        <ChecksField name="codecs" label={fields.codecs} hint={hints.codecs} options={codecOptions} wide />
      </FieldGroup>
    </>
  );
}

'use client';

import { useFormContext } from 'react-hook-form';
import { formatMoney } from '@/lib/format.ts';
import type { Customer, Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { FieldGroup } from '../form/field.tsx';
import { ComboField, SelectField, TextareaField, TextField } from '../form/fields.tsx';
import { countryOptions, currencyOptions, timeZoneOptions } from '../form/region-options.ts';

const { fields, hints, sections } = text;

const options = (labels: Readonly<Record<string, string>>, keys: readonly string[]) =>
  keys.map((value) => ({ value, label: labels[value] ?? value }));

type CustomerFieldsProps = { customer: Customer; plans: readonly Tariffplan[] };

export function CustomerFields({ customer, plans }: CustomerFieldsProps) {
  const { watch } = useFormContext();
  const currency: string = watch('currency') || customer.currency;
  // The parent's own plans in the customer's currency; an assigned one that is out of sight keeps its id.
  const fitting = plans.filter(
    (plan) => plan.id === customer.tariffplanId || (plan.relation === 'owned' && plan.currency === currency),
  );
  const planOptions = fitting.map((plan) => ({ value: plan.id, label: plan.name }));
  const assigned = customer.tariffplanId;
  if (assigned !== null && !fitting.some((plan) => plan.id === assigned)) {
    planOptions.push({ value: assigned, label: assigned });
  }
  const kinds = customer.kind === 'platform' ? ['platform'] : ['reseller', 'end'];
  return (
    <>
      <FieldGroup title={sections.general}>
        <TextField name="name" label={fields.name} required maxLength={200} />
        <TextField name="externalId" label={fields.externalId} hint={hints.externalId} mono />
        <SelectField
          name="status"
          label={fields.status}
          hint={hints.statusActive}
          options={options(text.statuses, ['active', 'suspended', 'terminated'])}
        />
        <SelectField name="kind" label={fields.kind} hint={hints.kind} options={options(text.kinds, kinds)} />
      </FieldGroup>
      <FieldGroup title={sections.region}>
        <ComboField name="timeZone" label={fields.timeZone} options={timeZoneOptions()} />
        <ComboField name="country" label={fields.country} options={countryOptions()} />
        <TextField name="locale" label={fields.locale} hint={hints.locale} />
      </FieldGroup>
      <FieldGroup title={sections.billing}>
        <SelectField
          name="billingMode"
          label={fields.billingMode}
          options={options(text.billingModes, ['prepaid', 'postpaid'])}
        />
        <ComboField name="currency" label={fields.currency} options={currencyOptions()} />
        <TextField
          name="creditLimit"
          label={fields.creditLimit}
          hint={hints.creditLimit(currency)}
          inputMode="decimal"
          shown={(value) => formatMoney(String(value), currency)}
        />
        <TextField
          name="lowBalanceThreshold"
          label={fields.lowBalanceThreshold}
          hint={hints.lowBalanceThreshold(currency)}
          inputMode="decimal"
        />
        <SelectField
          name="tariffplanId"
          label={fields.tariffplanId}
          hint={hints.tariffplanId}
          empty={hints.tariffplanNone}
          options={planOptions}
          wide
        />
      </FieldGroup>
      <FieldGroup title={sections.telephony}>
        <TextField
          name="defaultCallerId"
          label={fields.defaultCallerId}
          hint={hints.defaultCallerId}
          inputMode="tel"
        />
        <TextField name="maxUsers" label={fields.maxUsers} hint={hints.maxUsers} inputMode="numeric" />
      </FieldGroup>
      <FieldGroup title={sections.contact}>
        <TextField name="contact.company" label={fields['contact.company']} />
        <TextField name="contact.name" label={fields['contact.name']} />
        <TextField name="contact.email" label={fields['contact.email']} type="email" />
        <TextField name="contact.phone" label={fields['contact.phone']} inputMode="tel" />
        <TextField name="contact.street" label={fields['contact.street']} />
        <TextField name="contact.postalCode" label={fields['contact.postalCode']} />
        <TextField name="contact.city" label={fields['contact.city']} />
        <ComboField name="contact.country" label={fields['contact.country']} options={countryOptions()} />
      </FieldGroup>
      <FieldGroup title={sections.other}>
        <TextareaField name="metadata" label={fields.metadata} hint={hints.metadata} mono wide />
      </FieldGroup>
    </>
  );
}

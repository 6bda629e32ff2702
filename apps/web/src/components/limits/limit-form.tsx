'use client';

import { LimitCreate, LimitUpdate } from '@strowger/contracts';
import { useQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { useConsole } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Limit } from '@/lib/wire.ts';
import { text } from '@/messages/limits.ts';
import { timeFact } from '../detail-room.tsx';
import { FieldGroup } from '../form/field.tsx';
import { CheckField, ComboField, SelectField, TextareaField, TextField } from '../form/fields.tsx';
import { timeZoneOptions } from '../form/region-options.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { CustomerName } from '../names.tsx';
import { CreateOwned } from '../owned/create-owned.tsx';
import { OwnedDetail } from '../owned/owned-detail.tsx';
import { type FieldsProps, listOf, type OwnedForm, optionsOf, orNull } from '../owned/owned-form.ts';
import type { CreateProps } from '../owned/owned-kind.ts';
import { LimitStatus } from './limit-status.tsx';
import { countsOverTime, isCounted, usageTitleOf } from './threshold.ts';
import { Threshold, UsageBar } from './usage-bar.tsx';

const { fields, hints, sections } = text;

const valuesOf = (limit: Limit) => ({
  type: limit.type,
  threshold: limit.threshold,
  direction: limit.direction ?? '',
  period: limit.period,
  window: limit.window,
  timeZone: limit.timeZone ?? '',
  countries: limit.countries.join(', '),
  prefixes: limit.prefixes.join(', '),
  warnPercent: limit.warnPercent.join(', '),
  action: limit.action,
  consumerId: limit.consumerId ?? '',
  notifyEmails: limit.notifyEmails.join('\n'),
  enabled: limit.enabled,
});
type LimitValues = ReturnType<typeof valuesOf>;

const newValues: LimitValues = {
  type: 'spend',
  threshold: '',
  direction: '',
  period: 'day',
  window: 'calendar',
  timeZone: '',
  countries: '',
  prefixes: '',
  warnPercent: '80',
  action: 'block',
  consumerId: '',
  notifyEmails: '',
  enabled: true,
};

function toWire(values: LimitValues) {
  const isOverTime = countsOverTime(values.type);
  return {
    type: values.type,
    threshold: values.threshold.trim(),
    direction: orNull(values.direction),
    // What counts over no time has no period; its fields are not shown.
    period: isOverTime ? (values.period === 'none' ? 'day' : values.period) : 'none',
    window: values.window,
    timeZone: orNull(values.timeZone),
    countries: listOf(values.countries).map((code) => code.toUpperCase()),
    prefixes: listOf(values.prefixes),
    warnPercent: listOf(values.warnPercent).map(Number),
    action: values.action,
    consumerId: orNull(values.consumerId),
    notifyEmails: listOf(values.notifyEmails),
    enabled: values.enabled,
  };
}

/** The consumers of the limit's customer; one of another level keeps its id. */
function useConsumerOptions(customerId: string, chosen: string) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.getCustomerConsumers.queryOptions({ customerId, limit: PAGE_ROWS_MAX }));
  const options = (data?.items ?? []).map(({ id, description, url }) => ({
    value: id,
    label: description ?? url,
  }));
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen);
  return isKnown ? options : [...options, { value: chosen, label: chosen }];
}

const unitOf = (type: Limit['type'], currency: string): string => {
  if (type === 'spend') return currency;
  return type === 'pricePerMinute' ? text.perMinute(currency) : text.units[type];
};

function Fields({ customer }: FieldsProps<Limit>) {
  const { watch } = useFormContext<LimitValues>();
  const [type, window] = watch(['type', 'window']);
  const { sendsMail } = useConsole();
  const isOverTime = countsOverTime(type);
  const consumers = useConsumerOptions(customer.id, watch('consumerId'));
  const actions = optionsOf(
    text.actions,
    ['minutes', 'spend', 'callDuration'].includes(type)
      ? ['notify', 'block', 'terminate']
      : ['notify', 'block'],
  );
  return (
    <>
      <FieldGroup title={sections.what}>
        <SelectField name="type" label={fields.type} options={optionsOf(text.types)} />
        <TextField
          name="threshold"
          label={fields.threshold}
          hint={hints.threshold(unitOf(type, customer.currency))}
          inputMode="decimal"
          required
        />
        <CheckField name="enabled" label={fields.enabled} text={hints.enabled} />
      </FieldGroup>
      {isOverTime && (
        <FieldGroup title={sections.when}>
          <SelectField
            name="period"
            label={fields.period}
            hint={hints.period}
            options={optionsOf(text.periods, ['hour', 'day', 'month'])}
          />
          <SelectField name="window" label={fields.window} options={optionsOf(text.windows)} />
          {window === 'calendar' && (
            <ComboField
              name="timeZone"
              label={fields.timeZone}
              options={timeZoneOptions()}
              placeholder={hints.timeZone(customer.timeZone)}
            />
          )}
        </FieldGroup>
      )}
      <FieldGroup title={sections.calls}>
        <SelectField
          name="direction"
          label={fields.direction}
          options={optionsOf(text.directions)}
          empty={text.both}
        />
        <p className="self-center text-muted text-xs">{hints.all}</p>
        <TextareaField name="countries" label={fields.countries} hint={hints.countries} mono rows={2} />
        <TextareaField name="prefixes" label={fields.prefixes} hint={hints.prefixes} mono rows={2} />
      </FieldGroup>
      <FieldGroup title={sections.act}>
        <SelectField name="action" label={fields.action} options={actions} />
        <TextField name="warnPercent" label={fields.warnPercent} hint={hints.warnPercent} />
        <SelectField
          name="consumerId"
          label={fields.consumerId}
          options={consumers}
          empty={hints.consumer}
          wide
        />
        <TextareaField
          name="notifyEmails"
          label={fields.notifyEmails}
          hint={sendsMail ? hints.notifyEmails : hints.noMail}
          rows={2}
          wide
        />
      </FieldGroup>
    </>
  );
}

const form: OwnedForm<Limit, LimitValues> = {
  room: 'limits',
  text,
  nameOf: ({ type }) => text.types[type],
  operations: {
    get: 'getLimit',
    create: 'createLimit',
    update: 'updateLimit',
    delete: 'deleteLimit',
    lists: ['getCustomerLimits', 'getUserLimits'],
  },
  idName: 'limitId',
  createSchema: LimitCreate,
  updateSchema: LimitUpdate,
  newValues,
  valuesOf,
  toWire,
  fixed: ['type'],
  Fields,
};

/** The drawer for a new one. */
export function CreateLimit(props: CreateProps) {
  return <CreateOwned form={form} {...props} />;
}

/** Usage grows with every call. */
const POLL_MS = 5_000;

/** One limit: how much of it is used, and the form over it. */
export function LimitRoom({ id }: { id: string }) {
  return (
    <OwnedDetail
      form={form}
      id={id}
      lead={(limit) => <Threshold limit={limit} />}
      refetchInterval={(limit) => (limit && isCounted(limit.type) && limit.enabled ? POLL_MS : false)}
      above={(limit) =>
        isCounted(limit.type) && (
          <section aria-label={usageTitleOf(limit.type)} className="mb-4 max-w-xl">
            <UsageBar limit={limit} figures />
          </section>
        )
      }
      facts={(limit) => [
        [fields.enabled, <LimitStatus key="state" limit={limit} />],
        [text.setBy, <CustomerName key="setBy" id={limit.setBy} />],
        timeFact(text.windowStartedAt, limit.windowStartedAt),
        timeFact(text.resetsAt, limit.resetsAt),
        timeFact(text.triggeredAt, limit.triggeredAt),
      ]}
    />
  );
}

'use client';

import type { ComponentProps } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { cx } from '@/lib/cx.ts';
import { t } from '@/messages.ts';
import { Input, Textarea } from '../ui/input.tsx';
import { type Option, Select } from '../ui/select.tsx';
import { Combobox } from './combobox.tsx';
import { ControlGroup } from './control-group.tsx';
import { Field, type FieldBaseProps } from './field.tsx';

type InputProps = Pick<
  ComponentProps<'input'>,
  'placeholder' | 'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'onInput'
>;

type TextFieldProps = FieldBaseProps & InputProps & { mono?: boolean; shown?: (value: unknown) => string };

const fieldOf = ({ name, label, hint, required, wide }: FieldBaseProps): FieldBaseProps => ({
  name,
  label,
  ...(hint !== undefined && { hint }),
  ...(required !== undefined && { required }),
  ...(wide !== undefined && { wide }),
});

export function TextField(props: TextFieldProps) {
  const {
    name,
    label: _,
    hint: _hint,
    required: _required,
    wide: _wide,
    mono = false,
    shown,
    ...input
  } = props;
  const { register } = useFormContext();
  return (
    <Field {...fieldOf(props)} shown={shown}>
      {(control) => (
        <Input
          autoComplete="off"
          spellCheck={false}
          className={cx(mono && 'font-mono')}
          {...input}
          {...control}
          {...register(name)}
        />
      )}
    </Field>
  );
}

type TextareaFieldProps = FieldBaseProps & { placeholder?: string; rows?: number; mono?: boolean };

export function TextareaField(props: TextareaFieldProps) {
  const { register } = useFormContext();
  return (
    <Field {...fieldOf(props)}>
      {(control) => (
        <Textarea
          rows={props.rows ?? 3}
          placeholder={props.placeholder}
          spellCheck={false}
          className={cx(props.mono && 'font-mono text-xs')}
          {...control}
          {...register(props.name)}
        />
      )}
    </Field>
  );
}

type ChoiceProps = FieldBaseProps & { options: readonly Option[]; empty?: string };

const labelIn = (options: readonly Option[], empty?: string) => (value: unknown) =>
  options.find((option) => option.value === value)?.label ??
  (value === '' ? (empty ?? '') : String(value ?? ''));

/** One of a few. */
export function SelectField(props: ChoiceProps) {
  const { register } = useFormContext();
  return (
    <Field {...fieldOf(props)} shown={labelIn(props.options, props.empty)}>
      {(control) => (
        <Select options={props.options} empty={props.empty} {...control} {...register(props.name)} />
      )}
    </Field>
  );
}

/** One of many, found by typing. */
export function ComboField(
  props: ChoiceProps & {
    placeholder?: string;
    onType?: (text: string) => void;
    accepts?: (text: string) => boolean;
  },
) {
  const { field } = useController({ name: props.name });
  return (
    <Field {...fieldOf(props)} shown={labelIn(props.options, props.empty)}>
      {(control) => (
        <Combobox
          control={control}
          inputRef={field.ref}
          options={props.options}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          placeholder={props.placeholder}
          {...(props.onType && { onType: props.onType })}
          {...(props.accepts && { accepts: props.accepts })}
        />
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField(props: FieldBaseProps & { text: string }) {
  const { register } = useFormContext();
  return (
    <Field {...fieldOf(props)} shown={(value) => (value ? t.common.yes : t.common.no)}>
      {(control) => (
        <span className="flex h-8 items-center gap-2 coarse:h-11">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-ink"
            {...control}
            {...register(props.name)}
          />
          <span aria-hidden>{props.text}</span>
        </span>
      )}
    </Field>
  );
}

/** Several of a few; the value is a list. */
export function ChecksField(props: FieldBaseProps & { options: readonly Option[] }) {
  const { field } = useController({ name: props.name });
  const chosen: readonly string[] = field.value;
  return (
    <Field {...fieldOf(props)} shown={(value) => (value as string[]).join(', ')}>
      {(control) => (
        <ControlGroup control={control} label={props.label} className="flex flex-wrap gap-x-4 gap-y-1">
          {props.options.map(({ value, label }) => (
            <label key={value} className="flex h-7 items-center gap-1.5 coarse:h-11">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onBlur={field.onBlur}
                onChange={(event) =>
                  field.onChange(
                    event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                  )
                }
                className="size-4 accent-ink"
              />
              {label}
            </label>
          ))}
        </ControlGroup>
      )}
    </Field>
  );
}

'use client';

import { useFormContext } from 'react-hook-form';
import { PasswordInput } from '../sign-in/password-input.tsx';
import { Field, type FieldBaseProps } from './field.tsx';

/** A password that somebody knows, or makes up; a browser's password store may fill it. */
export function PasswordField(props: FieldBaseProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { autoComplete, ...field } = props;
  const { register } = useFormContext();
  return (
    <Field {...field} shown={() => ''}>
      {(control) => <PasswordInput autoComplete={autoComplete} {...control} {...register(props.name)} />}
    </Field>
  );
}

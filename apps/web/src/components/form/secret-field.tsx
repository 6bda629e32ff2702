'use client';

import { Eye, EyeOff, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { makePassword } from '@/lib/make-password.ts';
import { text as formText } from '@/messages/form.ts';
import { text as usersText } from '@/messages/users.ts';
import { t } from '@/messages.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Input } from '../ui/input.tsx';
import { Field, type FieldBaseProps } from './field.tsx';

type SecretFieldProps = FieldBaseProps & {
  /** Of somebody else: there is nothing to generate. */
  isGiven?: boolean;
};

/** A password that is typed, or generated here and then shown. */
export function SecretField({ isGiven = false, ...props }: SecretFieldProps) {
  const { register, setValue, watch } = useFormContext();
  const [isShown, setShown] = useState(false);
  const value: string = watch(props.name);
  const generate = () => {
    setValue(props.name, makePassword(), { shouldDirty: true, shouldValidate: true });
    setShown(true);
  };
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field {...props}>
      {(control) => (
        <span className="flex gap-2">
          <span className="relative block min-w-0 flex-1">
            <Input
              type={isShown ? 'text' : 'password'}
              autoComplete="new-password"
              spellCheck={false}
              className="pr-16 font-mono"
              {...control}
              {...register(props.name)}
            />
            <span className="absolute inset-y-0 right-0 flex items-center">
              {value !== '' && (
                <CopyButton text={value} label={t.common.copyThis(props.label)} className="size-7" />
              )}
              <IconButton
                label={isShown ? formText.hidePassword : formText.showPassword}
                onClick={() => setShown(!isShown)}
                className="size-7"
              >
                <Icon aria-hidden className="size-3.5" />
              </IconButton>
            </span>
          </span>
          {!isGiven && (
            <Button onClick={generate} icon={<WandSparkles aria-hidden className="size-3.5" />}>
              {usersText.generate}
            </Button>
          )}
        </span>
      )}
    </Field>
  );
}

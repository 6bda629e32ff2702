'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { text as formText } from '@/messages/form.ts';
import { Input } from '../ui/input.tsx';

/** A password that is typed, and looked at by who wants to. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input
        type={shown ? 'text' : 'password'}
        maxLength={200}
        className={cx('pr-10', className)}
        {...rest}
      />
      <button
        type="button"
        aria-label={shown ? formText.hidePassword : formText.showPassword}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}

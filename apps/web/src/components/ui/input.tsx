import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx.ts';
import { controlClass, controlHeight } from './control.ts';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cx(controlClass, controlHeight, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cx(controlClass, 'min-h-16 py-1.5 leading-5', className)} {...rest} />;
}

'use client';

import { Lock } from 'lucide-react';
import { createContext, type ReactNode, use, useId } from 'react';
import { get, useFormContext } from 'react-hook-form';
import { cx } from '@/lib/cx.ts';
import { t } from '@/messages.ts';
import { Input } from '../ui/input.tsx';

/** Fields that are shown and not written: those reserved to the parent, or all of them where the role may not write. */
type Locked = { names: ReadonlySet<string> | 'all'; reason: string | undefined };
const LockedContext = createContext<Locked>({ names: new Set(), reason: undefined });

export function LockFields({ names, reason, children }: Locked & { children: ReactNode }) {
  return <LockedContext value={{ names, reason }}>{children}</LockedContext>;
}

export type FieldBaseProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  /** Takes both columns. */
  wide?: boolean;
};

export type ControlProps = {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
  'aria-required': true | undefined;
};

type FieldProps = FieldBaseProps & {
  /** What stands for the value where it cannot be written. */
  shown?: ((value: unknown) => string) | undefined;
  children: (control: ControlProps) => ReactNode;
};

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** A label, its control, a hint, and what is wrong with it. */
export function Field({
  name,
  label,
  hint,
  required = false,
  wide = false,
  shown = asText,
  children,
}: FieldProps) {
  const id = useId();
  const { formState, getValues } = useFormContext();
  const locked = use(LockedContext);
  const isLocked = locked.names === 'all' || locked.names.has(name);
  const fault: { message?: string } | undefined = get(formState.errors, name);
  const message = fault?.message;
  const note = isLocked ? locked.reason : hint;
  const control: ControlProps = {
    id,
    'aria-invalid': message !== undefined || undefined,
    'aria-describedby':
      cx(message !== undefined && `${id}-fault`, note !== undefined && `${id}-hint`) || undefined,
    'aria-required': required || undefined,
  };
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', wide && 'sm:col-span-2')}>
      <span className="flex items-center gap-1.5 font-medium">
        <label htmlFor={id}>{label}</label>
        {isLocked && locked.reason !== undefined && <Lock aria-hidden className="size-3 text-muted" />}
        {required && !isLocked && (
          <span aria-hidden className="-ml-0.5 text-muted">
            *
          </span>
        )}
      </span>
      {isLocked ? (
        <Input
          id={id}
          readOnly
          value={shown(getValues(name))}
          aria-describedby={control['aria-describedby']}
        />
      ) : (
        children(control)
      )}
      {message !== undefined && (
        <p id={`${id}-fault`} className="text-bad text-xs">
          {message}
        </p>
      )}
      {note !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {note}
        </p>
      )}
    </div>
  );
}

/** Fields that belong together, in two columns where there is room. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 font-semibold text-base">{title}</legend>
      <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

/** What is wrong with a form as a whole, read out when it appears. */
export function FormFailure({ text }: { text: string | undefined }) {
  return (
    <p role="alert" className="min-w-0 flex-1 self-center text-bad empty:hidden">
      {text && `${t.common.notSaved}: ${text}`}
    </p>
  );
}

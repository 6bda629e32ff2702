import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx.ts';
import { controlClass, controlHeight } from './control.ts';

export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = ComponentProps<'select'> & {
  options: readonly Option[];
  /** The option of no choice, where there is one. */
  empty?: string | undefined;
  invalid?: boolean;
};

/** The browser's own list: it has the keyboard, the phone's wheel and the type-ahead built in. */
export function Select({ options, empty, className, ...rest }: SelectProps) {
  return (
    <span className={cx('relative block', className)}>
      <select className={cx(controlClass, controlHeight, 'appearance-none truncate pr-8')} {...rest}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-3.5 text-muted"
      />
    </span>
  );
}

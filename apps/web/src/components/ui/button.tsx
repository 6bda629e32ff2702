import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'md' | 'sm' | 'icon';

const base =
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium text-sm whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-ink text-canvas hover:bg-ink/85',
  secondary: 'border border-control bg-canvas text-ink hover:bg-hover',
  ghost: 'text-muted hover:bg-hover hover:text-ink',
  danger: 'bg-bad-solid text-[#ffffff] hover:bg-bad-solid/90',
};

const sizes: Record<ButtonSize, string> = {
  md: 'h-8 px-3 coarse:h-11 coarse:px-4',
  sm: 'h-7 px-2 text-xs coarse:h-11 coarse:px-3',
  icon: 'size-8 coarse:size-11',
};

/** The look of a button, for links that are dressed as one. */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string =>
  cx(base, variants[variant], sizes[size]);

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** An act is under way: the button keeps its place and size and cannot be pressed again. */
  pending?: boolean;
};

export function Button({
  variant,
  size,
  icon,
  pending = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(buttonClass(variant, size), className)}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {icon}
      <span className={cx('inline-flex items-center gap-1.5', pending && 'animate-pulse')}>{children}</span>
    </button>
  );
}

type IconButtonProps = ComponentProps<'button'> & { label: string; variant?: ButtonVariant };

/** A button that is an icon: its label is its name and its tooltip. */
export function IconButton({ label, variant = 'ghost', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(buttonClass(variant, 'icon'), className)}
      {...rest}
    />
  );
}

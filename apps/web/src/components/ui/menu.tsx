'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';

const itemClass =
  'flex h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-[highlighted]:bg-hover data-[disabled]:text-faint coarse:h-11';

type MenuProps = { trigger: ReactNode; align?: 'start' | 'end'; children: ReactNode };

export function Menu({ trigger, align = 'end', children }: MenuProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-52 animate-fade-in rounded-lg border border-line bg-raised p-1 text-ink shadow-raised"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type MenuItemProps = {
  icon?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
};

export function MenuItem({ icon, onSelect, danger = false, disabled = false, children }: MenuItemProps) {
  return (
    <Primitive.Item
      onSelect={onSelect}
      disabled={disabled}
      className={cx(itemClass, danger && !disabled && 'text-bad')}
    >
      {icon}
      {children}
    </Primitive.Item>
  );
}

type MenuChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon: ReactNode }[];
};

/** One choice of several, inside a menu. */
export function MenuChoice({ label, value, onChange, options }: MenuChoiceProps) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      <Primitive.Label className="px-2 pt-1.5 pb-1 text-muted text-xs">{label}</Primitive.Label>
      {options.map((option) => (
        <Primitive.RadioItem
          key={option.value}
          value={option.value}
          // The menu stays open, so that the theme can be looked at before it is left.
          onSelect={(event) => event.preventDefault()}
          className={itemClass}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Primitive.ItemIndicator>
            <Check aria-hidden className="size-3.5" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2 py-1.5">{children}</div>;
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}

'use client';

import { Plus, X } from 'lucide-react';
import type { Ref } from 'react';
import { useController } from 'react-hook-form';
import type { Forward } from '@/lib/wire.ts';
import { text } from '@/messages/schedule.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { ControlGroup } from './control-group.tsx';
import { Field, type FieldBaseProps } from './field.tsx';

export type Window = NonNullable<Forward['schedule']>['windows'][number];
type Day = Window['days'][number];

const days = Object.keys(text.days) as Day[];
export const officeHours: Window = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '09:00',
  to: '17:30',
};

/** `Mon Tue 09:00–17:30`, one a line */
const phrase = (windows: unknown): string =>
  (windows as Window[])
    .map((window) => `${window.days.map((day) => text.days[day]).join(' ')} ${window.from}–${window.to}`)
    .join('; ');

/** Times of a week: days, and from when until when on each of them. */
export function ScheduleField(props: FieldBaseProps) {
  const { field } = useController({ name: props.name });
  const windows: Window[] = field.value;
  const change = (at: number, changes: Partial<Window>) =>
    field.onChange(windows.map((window, place) => (place === at ? { ...window, ...changes } : window)));
  return (
    <Field {...props} shown={phrase}>
      {(control) => (
        <ControlGroup control={control} label={props.label} className="grid gap-3">
          {windows.map((window, at) => (
            <WindowRow
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and are removed by place
              key={at}
              window={window}
              at={at}
              isInvalid={control['aria-invalid']}
              firstRef={at === 0 ? field.ref : undefined}
              onChange={(changes) => change(at, changes)}
              onRemove={() => field.onChange(windows.filter((_, place) => place !== at))}
            />
          ))}
          <Button
            className="justify-self-start"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() => field.onChange([...windows, officeHours])}
          >
            {text.add}
          </Button>
        </ControlGroup>
      )}
    </Field>
  );
}

type WindowRowProps = {
  window: Window;
  at: number;
  isInvalid: true | undefined;
  /** What gets the focus where something is wrong. */
  firstRef: Ref<HTMLInputElement> | undefined;
  onChange: (changes: Partial<Window>) => void;
  onRemove: () => void;
};

function WindowRow({ window, at, isInvalid, firstRef, onChange, onRemove }: WindowRowProps) {
  const chosen = new Set(window.days);
  const toggle = (day: Day) =>
    onChange({ days: days.filter((other) => (other === day ? !chosen.has(day) : chosen.has(other))) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend would stand in a line of its own
    <div
      role="group"
      aria-label={text.window(at + 1)}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border p-2"
    >
      {days.map((day) => (
        <label key={day} className="flex h-7 items-center gap-1 coarse:h-11">
          <input
            type="checkbox"
            aria-label={text.longDays[day]}
            checked={chosen.has(day)}
            onChange={() => toggle(day)}
            className="size-4 accent-ink"
          />
          <span aria-hidden>{text.days[day]}</span>
        </label>
      ))}
      <span className="flex items-center gap-2">
        <Input
          ref={firstRef}
          size={5}
          aria-label={text.from}
          aria-invalid={isInvalid}
          value={window.from}
          onChange={({ target }) => onChange({ from: target.value })}
          className="w-auto! font-mono"
        />
        <span aria-hidden>–</span>
        <Input
          size={5}
          aria-label={text.to}
          aria-invalid={isInvalid}
          value={window.to}
          onChange={({ target }) => onChange({ to: target.value })}
          className="w-auto! font-mono"
        />
        <IconButton label={text.remove(at + 1)} onClick={onRemove}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      </span>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { ControlProps } from './field.tsx';

type ControlGroupProps = { control: ControlProps; label: string; className: string; children: ReactNode };

/** Several controls that are one field. */
export function ControlGroup({ control, label, className, children }: ControlGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label of the field names it, which a fieldset's legend cannot be here
    <div
      role="group"
      id={control.id}
      aria-label={label}
      aria-describedby={control['aria-describedby']}
      className={className}
    >
      {children}
    </div>
  );
}

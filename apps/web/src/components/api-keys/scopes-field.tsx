'use client';

import { keyScopes } from '@strowger/contracts';
import { useController } from 'react-hook-form';
import { text } from '@/messages/api-keys.ts';
import { ControlGroup } from '../form/control-group.tsx';
import { Field } from '../form/field.tsx';
import { Button } from '../ui/button.tsx';

const { fields, hints, nouns, presetNames } = text;

/** The scopes by what they are about: `users:read` and `users:write` stand in one line. */
const byNoun = Map.groupBy(keyScopes, (scope) => scope.split(':')[0] ?? '');

const provisioning = ['users', 'extensions', 'forwards', 'destinations', 'domains', 'limits', 'whitelists'];
const presets: Record<keyof typeof presetNames, readonly string[]> = {
  readAll: keyScopes.filter((scope) => scope.endsWith(':read') && scope !== 'sip-credentials:read'),
  provisioning: keyScopes.filter(
    (scope) => provisioning.includes(scope.split(':')[0] ?? '') || scope === 'customers:read',
  ),
  records: ['records:read', 'usage:read', 'consumers:read', 'consumers:write'],
  none: [],
};

const verbs: Readonly<Record<string, string>> = {
  read: text.reads,
  write: text.writes,
  ingest: text.ingests,
};

/** What a key may do: a line for each kind of thing, with what can be done to it. */
export function ScopesField() {
  const { field } = useController({ name: 'scopes' });
  const chosen: readonly string[] = field.value;
  const toggle = (scope: string, isOn: boolean) =>
    field.onChange(isOn ? [...chosen, scope] : chosen.filter((other) => other !== scope));
  return (
    <Field name="scopes" label={fields.scopes} hint={hints.scopes} required wide>
      {(control) => (
        <ControlGroup control={control} label={fields.scopes} className="grid gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-muted text-xs">{text.presets}</span>
            {Object.entries(presets).map(([name, scopes]) => (
              <Button key={name} size="sm" onClick={() => field.onChange([...scopes])}>
                {presetNames[name as keyof typeof presets]}
              </Button>
            ))}
          </div>
          <ul className="rounded-md border">
            {[...byNoun].map(([noun, scopes]) => (
              <li
                key={noun}
                className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 border-b px-3 last:border-0 coarse:min-h-11"
              >
                <span>{nouns[noun] ?? noun}</span>
                <span className="flex gap-4">
                  {scopes.map((scope) => {
                    const verb = scope.split(':')[1] ?? '';
                    return (
                      <label
                        key={scope}
                        title={scope}
                        className="flex h-7 items-center gap-1.5 text-muted has-checked:text-ink coarse:h-11"
                      >
                        <input
                          type="checkbox"
                          aria-label={text.otherOf(verbs[verb] ?? verb, nouns[noun] ?? noun)}
                          checked={chosen.includes(scope)}
                          onBlur={field.onBlur}
                          onChange={(event) => toggle(scope, event.target.checked)}
                          className="size-4 accent-ink"
                        />
                        {verbs[verb] ?? verb}
                      </label>
                    );
                  })}
                </span>
              </li>
            ))}
          </ul>
        </ControlGroup>
      )}
    </Field>
  );
}

'use client';

import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import type { TryIt } from '@/reference/operation-doc.ts';
import { sendTrial, type TrialAnswer } from '@/reference/send-trial.ts';
import { rt } from '@/reference/texts.ts';
import { useTryKey } from '@/reference/try-key.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Input, Textarea } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { TryItAnswer } from './try-it-answer.tsx';

type Outcome = { answer: TrialAnswer } | { fault: string } | undefined;

export function TryItForm({ spec, summary }: { spec: TryIt; summary: string }) {
  const [key, setKey] = useTryKey();
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(spec.body ?? '');
  const [mediaType, setMediaType] = useState(spec.mediaTypes?.[0] ?? 'application/json');
  const [ifMatch, setIfMatch] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);

  const missing = (): string | undefined => {
    if (key.trim() === '') return rt.keyMissing;
    const field = [...spec.params, ...spec.query].find(({ name, required }) => required && !values[name]);
    return field && rt.missing(field.name);
  };
  const send = async () => {
    setSending(true);
    try {
      setOutcome({ answer: await sendTrial(spec, { key, values, body, mediaType, ifMatch }) });
    } catch {
      setOutcome({ fault: rt.unreachable });
    } finally {
      setSending(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fault = missing();
    if (fault !== undefined) setOutcome({ fault });
    else if (spec.destroys) setAsking(true);
    else void send();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 border-t p-3">
      <p className="text-muted text-xs">{rt.tryItLead}</p>
      <Labelled label={rt.key} hint={rt.keyHint} required>
        {(id) => (
          <Input
            id={id}
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="strow_…"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Labelled>
      {[...spec.params, ...spec.query].map((field) => (
        <Labelled key={field.name} label={field.name} required={field.required} mono>
          {(id) => {
            const shared = {
              id,
              value: values[field.name] ?? '',
              onChange: (event: { target: { value: string } }) =>
                setValues({ ...values, [field.name]: event.target.value }),
            };
            return field.values.length > 0 ? (
              <Select
                {...shared}
                empty={rt.notSet}
                options={field.values.map((value) => ({ value, label: value }))}
              />
            ) : (
              <Input {...shared} autoComplete="off" spellCheck={false} placeholder={field.hint} />
            );
          }}
        </Labelled>
      ))}
      {spec.takesVersion && (
        <Labelled label={rt.ifMatch} hint={rt.ifMatchHint} mono>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              value={ifMatch}
              onChange={(event) => setIfMatch(event.target.value.trim())}
            />
          )}
        </Labelled>
      )}
      {spec.mediaTypes && (
        <Labelled label={rt.mediaType} mono>
          {(id) => (
            <Select
              id={id}
              value={mediaType}
              onChange={(event) => setMediaType(event.target.value)}
              options={(spec.mediaTypes ?? []).map((value) => ({ value, label: value }))}
            />
          )}
        </Labelled>
      )}
      {spec.body !== undefined && (
        <Labelled label={rt.body}>
          {(id) => (
            <Textarea
              id={id}
              value={body}
              spellCheck={false}
              rows={Math.min(16, body.split('\n').length + 1)}
              onChange={(event) => setBody(event.target.value)}
              className="resize-y font-mono text-xs"
            />
          )}
        </Labelled>
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" variant={spec.destroys ? 'danger' : 'primary'} pending={isSending}>
          {isSending ? rt.sending : rt.send}
        </Button>
      </div>
      <div aria-live="polite">
        {outcome !== undefined && 'fault' in outcome && <p className="text-bad">{outcome.fault}</p>}
        {outcome !== undefined && 'answer' in outcome && <TryItAnswer answer={outcome.answer} />}
      </div>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={rt.destroyTitle(spec.id)}
        text={rt.destroyText(summary)}
        confirm={rt.destroyConfirm}
        keep={rt.destroyKeep}
        onConfirm={send}
      />
    </form>
  );
}

type LabelledProps = {
  label: string;
  hint?: string;
  required?: boolean;
  mono?: boolean;
  children: (id: string) => ReactNode;
};

function Labelled({ label, hint, required = false, mono = false, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={mono ? 'font-mono text-xs' : 'font-medium'}>
        {label}
        {required && <span className="text-muted"> *</span>}
      </label>
      {children(id)}
      {hint !== undefined && <p className="text-muted text-xs">{hint}</p>}
    </div>
  );
}

'use client';

import { type FormEvent, useId, useState } from 'react';
import { makeSeries, type Series, type SeriesFault } from '@/lib/bulk/make-series.ts';
import { text } from '@/messages/bulk.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';

const hints: Partial<Record<keyof Series, string>> = {
  first: text.seriesFirstHint,
  number: text.seriesNumberHint,
};

/** Ten users and numbers without a spreadsheet: what counts up is written into the text, where it can still be changed. */
export function SeriesForm({ onLines }: { onLines: (text: string) => void }) {
  const id = useId();
  const [series, setSeries] = useState<Series>({ count: '10', first: '', number: '' });
  const [fault, setFault] = useState<SeriesFault>();
  const fill = (event: FormEvent) => {
    event.preventDefault();
    const made = makeSeries(series);
    if (typeof made === 'string') onLines(made);
    setFault(typeof made === 'string' ? undefined : made);
  };
  return (
    <details className="rounded-md border">
      <summary className="cursor-pointer rounded-md px-3 py-2 font-medium">{text.series}</summary>
      <form onSubmit={fill} noValidate className="grid gap-3 border-t p-3">
        <p className="text-muted">{text.seriesText}</p>
        <div className="grid gap-3 sm:grid-cols-3">
          {(['count', 'first', 'number'] as const).map((name) => {
            const note = fault?.field === name ? text.seriesFaults[fault.reason] : hints[name];
            return (
              <div key={name} className="grid content-start gap-1">
                <label htmlFor={`${id}-${name}`} className="font-medium">
                  {text.seriesFields[name]}
                </label>
                <Input
                  id={`${id}-${name}`}
                  value={series[name]}
                  inputMode={name === 'first' ? 'text' : 'tel'}
                  autoComplete="off"
                  aria-invalid={fault?.field === name || undefined}
                  aria-describedby={note === undefined ? undefined : `${id}-${name}-note`}
                  onChange={({ target }) => setSeries({ ...series, [name]: target.value })}
                />
                {note !== undefined && (
                  <p
                    id={`${id}-${name}-note`}
                    className={fault?.field === name ? 'text-bad text-xs' : 'text-muted text-xs'}
                  >
                    {note}
                  </p>
                )}
              </div>
            );
          })}
        </div>
        <div>
          <Button type="submit">{text.seriesFill}</Button>
        </div>
      </form>
    </details>
  );
}

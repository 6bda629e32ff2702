'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { text } from '@/messages/rate-import.ts';
import { Button } from '../ui/button.tsx';

const TEMPLATE =
  'prefix,name,direction,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,validFrom\n31,Netherlands,outbound,0.0150,0,30,6,\n3120,Netherlands - Amsterdam,outbound,0.0125,0,30,6,\n';

/** A CSV file, chosen or dropped. */
export function FileChoice({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div className="grid gap-3">
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          'flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-control border-dashed px-4 py-12 text-center has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
          isOver ? 'bg-selected' : 'bg-sunken hover:bg-hover',
        )}
      >
        <FileUp aria-hidden className="size-5 text-muted" />
        <input
          type="file"
          accept=".csv,text/csv"
          className="sr-only"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) onFile(file);
          }}
        />
        <span className="font-medium underline">{text.choose}</span>
        <span className="max-w-md text-muted">{text.drop}</span>
      </label>
      <p className="text-muted text-xs">{text.columnsHelp}</p>
      <Button className="justify-self-start" onClick={saveTemplate}>
        {text.template}
      </Button>
    </div>
  );
}

function saveTemplate(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([TEMPLATE], { type: 'text/csv;charset=utf-8' }));
  link.download = 'rates.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}

'use client';

import { t } from '@/messages.ts';
import './globals.css';

/** The last resort: the frame of all pages itself broke. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid max-w-md gap-3 px-4 py-20 text-center">
          <h1 className="font-semibold text-lg">{t.common.crashTitle}</h1>
          <p className="text-muted">{t.common.crash}</p>
          <button type="button" onClick={reset} className="mx-auto h-8 rounded-md border px-3 font-medium">
            {t.common.retry}
          </button>
        </main>
      </body>
    </html>
  );
}

import type { ReactNode } from 'react';
import { Logo } from '@/components/logo.tsx';

/** A page of one message, for who comes by a link and is signed in nowhere. */
export function NoticePage({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-sunken px-4 py-12">
      <div className="flex w-full max-w-md flex-col items-center gap-4 text-center">
        <Logo className="size-9" />
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <p className="text-muted">{text}</p>
        {children}
      </div>
    </main>
  );
}

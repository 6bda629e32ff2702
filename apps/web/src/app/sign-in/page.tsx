import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { sessionCaller } from '@/auth/session-cookie.ts';
import { Logo } from '@/components/logo.tsx';
import { SignInForm } from '@/components/sign-in/sign-in-form.tsx';
import { composition } from '@/compose.ts';
import { safeNext } from '@/lib/sign-in-address.ts';
import { t } from '@/messages.ts';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.signIn.title };

type PageProps = { searchParams: Promise<{ next?: string | string[]; ended?: string }> };

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, ended } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : undefined);
  if (await sessionCaller(await composition())) redirect(target);
  return (
    <main className="grid min-h-dvh place-items-center bg-sunken px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-3 text-center">
          <Logo className="size-9" />
          <div>
            <h1 className="font-semibold text-xl tracking-tight">{t.product}</h1>
            <p className="text-muted">{pt.signIn.lead}</p>
          </div>
        </div>
        <SignInForm next={target} ended={ended !== undefined} />
      </div>
    </main>
  );
}

import { readSetUp } from '@strowger/domain';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { sessionCaller } from '@/auth/session-cookie.ts';
import { BrandStyle } from '@/components/brand-style.tsx';
import { EntryPage } from '@/components/sign-in/entry-page.tsx';
import { SignInForm } from '@/components/sign-in/sign-in-form.tsx';
import { composition } from '@/compose.ts';
import { readLinkedBrand, readNonce } from '@/lib/server/brand.ts';
import { safeNext } from '@/lib/sign-in-address.ts';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.signIn.title };

type PageProps = {
  searchParams: Promise<{
    next?: string | string[];
    ended?: string;
    password?: string;
    brand?: string | string[];
  }>;
};

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, ended, password, brand: brandId } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : undefined);
  const parts = await composition();
  if (await sessionCaller(parts)) redirect(target);
  if (await readSetUp(parts.deps)) redirect('/set-up');
  const brand = await readLinkedBrand(typeof brandId === 'string' ? brandId : undefined);
  return (
    <EntryPage lead={pt.signIn.lead} brand={brand}>
      <BrandStyle sheet={brand?.sheet} nonce={await readNonce()} />
      <SignInForm next={target} notice={noticeOf(ended, password)} />
    </EntryPage>
  );
}

function noticeOf(ended: string | undefined, password: string | undefined): string | undefined {
  if (password === 'changed') return pt.signIn.changed;
  if (password === 'set') return pt.signIn.set;
  return ended === undefined ? undefined : pt.signIn.ended;
}

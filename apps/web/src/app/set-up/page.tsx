import { readSetUp } from '@strowger/domain';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EntryPage } from '@/components/sign-in/entry-page.tsx';
import { SetUpForm } from '@/components/sign-in/set-up-form.tsx';
import { composition } from '@/compose.ts';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.setUp.title, robots: { index: false } };

/** Only while nobody can sign in; afterwards it leads to the sign-in page. */
export default async function SetUpPage() {
  const state = await readSetUp((await composition()).deps);
  if (!state) redirect('/sign-in');
  return (
    <EntryPage title={pt.setUp.title} lead={pt.setUp.lead}>
      <SetUpForm needsPlatform={state.needsPlatform} />
    </EntryPage>
  );
}

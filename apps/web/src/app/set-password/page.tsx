import type { Metadata } from 'next';
import { EntryPage } from '@/components/sign-in/entry-page.tsx';
import { SetPasswordForm } from '@/components/sign-in/set-password-form.tsx';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.setPassword.title, robots: { index: false } };

/** The link does nothing by itself: what fetches the links of a chat must not use it up. */
export default function SetPasswordPage() {
  return (
    <EntryPage title={pt.setPassword.title} lead={pt.setPassword.lead}>
      <SetPasswordForm />
    </EntryPage>
  );
}

import { confirmConsumer, DomainError } from '@strowger/domain';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NoticePage } from '@/components/notice-page.tsx';
import { Button } from '@/components/ui/button.tsx';
import { composition } from '@/compose.ts';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.confirm.title, robots: { index: false } };

/** The link does nothing by itself: what fetches links of a log or a chat must not confirm anything. */
export default async function ConfirmConsumerPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;

  async function confirm(): Promise<void> {
    'use server';
    const confirmed = await confirmConsumer((await composition()).deps, token).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'notFound') return undefined;
      throw error;
    });
    redirect(confirmed ? '/confirm-consumer/confirmed' : '/confirm-consumer/expired');
  }

  return (
    <NoticePage title={pt.confirm.title} text={pt.confirm.lead}>
      <form action={confirm}>
        <Button type="submit" variant="primary">
          {pt.confirm.submit}
        </Button>
      </form>
    </NoticePage>
  );
}

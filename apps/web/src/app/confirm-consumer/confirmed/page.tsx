import type { Metadata } from 'next';
import { NoticePage } from '@/components/notice-page.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.confirm.confirmedTitle };

export default function ConfirmedPage() {
  return <NoticePage title={t.confirm.confirmedTitle} text={t.confirm.confirmed} />;
}

import type { Metadata } from 'next';
import { NoticePage } from '@/components/notice-page.tsx';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.confirm.confirmedTitle };

export default function ConfirmedPage() {
  return <NoticePage title={pt.confirm.confirmedTitle} text={pt.confirm.confirmed} />;
}

import type { Metadata } from 'next';
import { NoticePage } from '@/components/notice-page.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.confirm.expiredTitle };

export default function ExpiredPage() {
  return <NoticePage title={t.confirm.expiredTitle} text={t.confirm.expired} />;
}

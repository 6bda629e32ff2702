import type { Metadata } from 'next';
import { NoticePage } from '@/components/notice-page.tsx';
import { pt } from '@/public-messages.ts';

export const metadata: Metadata = { title: pt.confirm.expiredTitle };

export default function ExpiredPage() {
  return <NoticePage title={pt.confirm.expiredTitle} text={pt.confirm.expired} />;
}

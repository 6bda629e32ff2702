'use client';

import Link from 'next/link';
import { roomAddress, roomLabel } from '@/lib/rooms.ts';
import type { CallRecord } from '@/lib/wire.ts';
import { type BlockedWords, blockedWords } from '@/messages/blocked-words.ts';
import { text } from '@/messages/call-record.ts';
import { q850Words, sipPhrases, sipWords } from '@/messages/sip-words.ts';
import { Callout } from '../ui/callout.tsx';
import { spanText } from './span-text.ts';

const tones = {
  answered: 'good',
  noAnswer: 'info',
  busy: 'info',
  cancelled: 'info',
  failed: 'bad',
  congestion: 'bad',
  blocked: 'warn',
} as const;

/** What became of a call, in words: why it failed, and what helps. */
export function Outcome({ record }: { record: CallRecord }) {
  const { disposition, blockedReason, sipCode, hangupBy, customerId } = record;
  const blocked = blockedReason === null ? undefined : wordsOf(blockedReason);
  const said = sipCode !== null && disposition !== 'answered' ? sipWords[sipCode] : undefined;
  const lines = [
    blocked?.why ?? said?.[1],
    blocked?.help,
    disposition === 'answered' && hangupBy !== null ? text.hangup[hangupBy] : undefined,
  ].filter((line) => line !== undefined && line !== '');
  const codes = [
    sipCode !== null && text.sip(sipCode, said?.[0] ?? sipPhrases[sipCode] ?? sipWords[sipCode]?.[0] ?? ''),
    record.q850Cause !== null && text.q850(record.q850Cause, q850Words[record.q850Cause] ?? ''),
  ].filter((code) => code !== false);
  return (
    <section aria-label={text.facts.outcome} className="mb-6 max-w-3xl">
      <Callout tone={tones[disposition]} title={headline(record)}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {blocked?.room && (
          <Link
            href={roomAddress(customerId, blocked.room)}
            prefetch={false}
            className="rounded-sm text-accent underline"
          >
            {text.goToRoom(roomLabel(blocked.room))}
          </Link>
        )}
        {codes.length > 0 && <p className="text-muted text-xs">{codes.join(' · ')}</p>}
      </Callout>
    </section>
  );
}

/** The words of our own engine; another switch may have other reasons. */
const wordsOf = (reason: string): BlockedWords =>
  (blockedWords as Record<string, BlockedWords | undefined>)[reason] ?? {
    why: text.unknownReason(reason),
    help: '',
  };

function headline({ disposition, startedAt, answeredAt, endedAt }: CallRecord): string {
  const said = text.outcome[disposition];
  if (typeof said === 'string') return said;
  const between = (from: string, to: string) => spanText(Date.parse(to) - Date.parse(from));
  if (disposition === 'answered' && answeredAt !== null) {
    return text.outcome.answered(between(startedAt, answeredAt), between(answeredAt, endedAt));
  }
  return said(between(startedAt, endedAt), '');
}

'use client';

import { ArrowLeft, BadgeCheck, BadgeX, Send } from 'lucide-react';
import Link from 'next/link';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { cx } from '@/lib/cx.ts';
import { formatCount, formatTime } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import type { Consumer, InboxMessageHead } from '@/lib/wire.ts';
import { text } from '@/messages/inbox.ts';
import { text as requestsText } from '@/messages/requests.ts';
import { ListFailure } from '../list/list-states.tsx';
import { Pager } from '../list/pager.tsx';
import { Time } from '../time.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { MessageHead, MessageView, typeLabel } from './message-view.tsx';
import { useLiveMessages } from './use-live-messages.ts';

type MessagesProps = {
  inbox: Consumer;
  inboxes: readonly Consumer[];
  messageId: string;
  cursor: string;
  onCursor: (cursor: string) => void;
  onInbox: (inboxId: string) => void;
  onMessage: (messageId: string) => void;
};

/** What arrived at one inbox, newest first, and the message that is chosen. A phone shows one or the other. */
export function Messages(props: MessagesProps) {
  const { inbox, inboxes, messageId, cursor, onCursor, onInbox, onMessage } = props;
  const { data, error, refetch } = useLiveMessages(inbox.id, cursor);
  const { operator } = useConsole();
  const messages = data?.items;
  // One of another page stays shown: its address leads to it.
  const shownId = messageId || messages?.[0]?.id;
  return (
    <>
      <InboxBar inbox={inbox} inboxes={inboxes} onInbox={onInbox} />
      {error && (!messages || cursor !== '') && (
        <ListFailure error={error} onRetry={() => refetch()} onFirstPage={() => onCursor('')} />
      )}
      <div className="grid gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <section aria-label={text.messages} className={cx('min-w-0', messageId !== '' && 'max-lg:hidden')}>
          <p className="sr-only" role="status">
            {messages && `${text.messages}: ${messages.length}`}
          </p>
          {!messages && !error && (
            <div className="grid gap-2">
              <Skeleton className="h-12" />
              <Skeleton className="h-12" />
            </div>
          )}
          {messages?.length === 0 && <Waiting inbox={inbox} />}
          <ul className="grid gap-px *:min-w-0">
            {messages?.map((message) => (
              <MessageItem
                key={message.id}
                message={message}
                isChosen={message.id === shownId}
                isAsked={message.id === messageId}
                onChoose={() => onMessage(message.id)}
              />
            ))}
          </ul>
          <Pager cursor={cursor} nextCursor={data?.nextCursor} onCursor={onCursor} />
        </section>
        {shownId !== undefined && (
          <section aria-label={text.message} className={cx('min-w-0', messageId === '' && 'max-lg:hidden')}>
            <Button
              variant="ghost"
              className="-ml-3 mb-2 lg:hidden"
              icon={<ArrowLeft aria-hidden className="size-3.5" />}
              onClick={() => onMessage('')}
            >
              {text.messages}
            </Button>
            {inbox.customerId === operator.customerId ? (
              <MessageView messageId={shownId} />
            ) : (
              <MessageHead head={messages?.find(({ id }) => id === shownId)} />
            )}
          </section>
        )}
      </div>
    </>
  );
}

function InboxBar({ inbox, inboxes, onInbox }: Pick<MessagesProps, 'inbox' | 'inboxes' | 'onInbox'>) {
  const mayOrder = useMay('getCustomerCallRecords');
  const { timeZone } = useConsole();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-y py-2">
      <span className="inline-flex items-center gap-1.5 font-medium text-good">
        <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-current" />
        {text.live}
      </span>
      {inboxes.length > 1 ? (
        <Select
          aria-label={text.choose}
          className="w-80 max-w-full"
          value={inbox.id}
          options={inboxes.map(({ id, createdAt }) => ({
            value: id,
            label: text.openedAt(formatTime(createdAt, timeZone)),
          }))}
          onChange={(event) => onInbox(event.target.value)}
        />
      ) : (
        <CopyId id={inbox.id} />
      )}
      <span className="text-muted">
        {text.until} <Time at={inbox.expiresAt} />
      </span>
      {mayOrder && (
        <Link
          href={`${roomAddress(inbox.customerId, 'requests')}?new=true&consumer=${inbox.id}`}
          className={cx(buttonClass(), 'ml-auto')}
        >
          <Send aria-hidden className="size-3.5" />
          {text.order}
        </Link>
      )}
    </div>
  );
}

function Waiting({ inbox }: { inbox: Consumer }) {
  return (
    <div className="grid gap-2 rounded-lg border border-dashed p-4">
      <p className="font-medium">{text.waiting}</p>
      <p className="text-muted">{text.waitingText}</p>
      <p className="break-all font-mono text-muted text-xs">{inbox.url}</p>
    </div>
  );
}

/** Which batch it is and how much is in it, by its headers. */
function summaryOf({ headers }: InboxMessageHead): string {
  const { 'strowger-sequence': sequence, 'strowger-record-count': records } = headers;
  if (records === undefined) return '';
  return ` ${sequence ?? ''} · ${requestsText.records(formatCount(Number(records)))}`;
}

type ItemProps = { message: InboxMessageHead; isChosen: boolean; isAsked: boolean; onChoose: () => void };

function MessageItem({ message, isChosen, isAsked, onChoose }: ItemProps) {
  const { type, receivedAt, signatureValid, webhookId } = message;
  const Icon = signatureValid ? BadgeCheck : BadgeX;
  const summary = summaryOf(message);
  return (
    <li>
      <button
        type="button"
        aria-current={isAsked || undefined}
        onClick={onChoose}
        className={cx(
          'w-full rounded-md px-3 py-2 text-left -outline-offset-1! hover:bg-hover',
          isChosen && 'lg:bg-selected',
        )}
      >
        <span className="flex items-center justify-between gap-2">
          <span className="truncate">
            <span className="font-medium">{typeLabel(type)}</span>
            <span className="text-muted">{summary}</span>
          </span>
          <Icon
            role="img"
            aria-label={signatureValid ? text.signatureValid : text.signatureInvalid}
            className={cx('size-3.5', signatureValid ? 'text-good' : 'text-bad')}
          />
        </span>
        <span className="flex justify-between gap-2 text-muted text-xs">
          <span className="truncate font-mono">{webhookId}</span>
          <Time at={receivedAt} as="seconds" />
        </span>
      </button>
    </li>
  );
}

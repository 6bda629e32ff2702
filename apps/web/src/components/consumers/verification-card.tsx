'use client';

import type { UseMutationResult } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useMay } from '@/lib/console-context.tsx';
import { problemOf } from '@/lib/problem.ts';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { t } from '@/messages.ts';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { isBeingSent } from './use-verification.ts';

const tones = { verified: 'good', awaitingConfirmation: 'warn', failed: 'bad' } as const;

const receiver = `if (body.type === 'consumer.verification') {
  return Response.json({ challenge: body.data.challenge });
}`;

type VerificationCardProps = {
  consumer: Consumer;
  isWaiting: boolean;
  verify: Pick<UseMutationResult<unknown, unknown, { consumerId: string }>, 'mutate' | 'error'>;
};

/** Whether the consumer has proved that it wants records, and the button that asks it, with the answer live. */
export function VerificationCard({ consumer, isWaiting, verify }: VerificationCardProps) {
  const mayVerify = useMay('verifyConsumer');
  const { verification, status, id } = consumer;
  return (
    <section aria-labelledby="verification" className="mb-8 grid max-w-3xl gap-3 rounded-lg border p-4">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id="verification" className="font-semibold text-base">
          {text.verification}
        </h2>
        {mayVerify && status !== 'verified' && (
          <Button
            variant={status === 'pending' ? 'primary' : 'secondary'}
            icon={<BadgeCheck aria-hidden className="size-3.5" />}
            pending={isWaiting}
            onClick={() => verify.mutate({ consumerId: id })}
          >
            {isWaiting ? text.verifying : verification ? text.verifyAgain : text.verify}
          </Button>
        )}
      </div>
      <div role="status" className="min-h-11">
        {verification ? (
          <Outcome verification={verification} />
        ) : (
          <p className="text-muted">{isWaiting ? text.verifying : text.neverVerified}</p>
        )}
      </div>
      {verify.error !== null && (
        <Callout tone="bad" title={text.verifyFailed} live>
          {problemOf(verify.error)?.detail ?? t.common.offline}
        </Callout>
      )}
      {status === 'pending' && (
        <>
          <p className="text-muted">{text.howToText}</p>
          <CodeBlock label={text.howTo} code={receiver} />
        </>
      )}
    </section>
  );
}

function Outcome({ verification }: { verification: NonNullable<Consumer['verification']> }) {
  const isSending = isBeingSent(verification);
  return (
    <Callout
      tone={isSending ? 'info' : tones[verification.outcome]}
      title={isSending ? text.verifying : text.outcomes[verification.outcome]}
    >
      <p>{verification.detail}</p>
      <p className="text-muted text-xs">
        <Time at={verification.at} as="seconds" />
      </p>
    </Callout>
  );
}

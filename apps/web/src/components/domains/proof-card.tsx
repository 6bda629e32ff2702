'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SearchCheck } from 'lucide-react';
import { useMay } from '@/lib/console-context.tsx';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Domain } from '@/lib/wire.ts';
import { text } from '@/messages/domains.ts';
import { t } from '@/messages.ts';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CodeBlock } from '../ui/code-block.tsx';

type Verification = NonNullable<Domain['verification']>;

/** The first look is due at the moment of its order; what comes of it has a later time for the next one, or none. */
const isDue = ({ outcome, at, nextAt }: Verification): boolean => outcome === 'waiting' && nextAt === at;

export const isLookedFor = ({ verification }: Domain): boolean =>
  verification !== null && isDue(verification);

const tones = { verified: 'good', waiting: 'warn', failed: 'bad' } as const;

/** The TXT record that proves a pending name, and the button that has it looked for, with what was found. */
export function ProofCard({ domain }: { domain: Domain }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayVerify = useMay('verifyDomain');
  const { id, proof, verification } = domain;
  const isWaiting = isLookedFor(domain);
  const verify = useMutation(
    trpc.verifyDomain.mutationOptions({
      onSuccess: (asked) => queryClient.setQueryData(trpc.getDomain.queryKey({ domainId: id }), asked),
    }),
  );
  if (!proof) return null;
  return (
    <section aria-labelledby="proof" className="mb-6 grid max-w-3xl gap-3 rounded-lg border p-4">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id="proof" className="font-semibold text-base">
          {text.proof}
        </h2>
        {mayVerify && (
          <Button
            variant="primary"
            icon={<SearchCheck aria-hidden className="size-3.5" />}
            pending={isWaiting || verify.isPending}
            onClick={() => verify.mutate({ domainId: id })}
          >
            {isWaiting ? text.verifying : verification ? text.verifyAgain : text.verify}
          </Button>
        )}
      </div>
      <p className="text-muted">{text.proofText}</p>
      <CodeBlock label={text.recordName} code={proof.name} />
      <CodeBlock label={text.recordValue} code={proof.value} />
      <div role="status">{verification && <Outcome verification={verification} />}</div>
      {verify.error !== null && (
        <Callout tone="bad" title={text.verifyFailed} live>
          {problemOf(verify.error)?.detail ?? t.common.offline}
        </Callout>
      )}
    </section>
  );
}

function Outcome({ verification }: { verification: Verification }) {
  const { outcome, detail, at, nextAt } = verification;
  if (isDue(verification)) return <Callout title={text.verifying}>{detail}</Callout>;
  return (
    <Callout tone={tones[outcome]} title={text.outcomes[outcome]}>
      <p>{detail}</p>
      <p className="text-muted text-xs">
        <Time at={at} as="seconds" />
        {nextAt !== null && (
          <>
            {` · ${text.nextAt} `}
            <Time at={nextAt} as="seconds" />
          </>
        )}
      </p>
    </Callout>
  );
}

import type { TrialAnswer } from '@/reference/send-trial.ts';
import { rt } from '@/reference/texts.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Badge } from '../ui/status.tsx';

/** What the server answered. */
export function TryItAnswer({ answer }: { answer: TrialAnswer }) {
  const { status, ms, headers, body, idempotencyKey } = answer;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={status < 400 ? 'good' : 'bad'}>{rt.answered(status, ms)}</Badge>
        {idempotencyKey !== undefined && (
          <span className="font-mono text-muted text-xs [overflow-wrap:anywhere]">
            {rt.sentKey(idempotencyKey)}
          </span>
        )}
      </p>
      {body === '' ? (
        <p className="text-muted">{rt.noBody}</p>
      ) : (
        <div className="max-h-96 overflow-y-auto">
          <CodeBlock code={body} label={rt.answerBody} />
        </div>
      )}
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-accent text-xs coarse:py-3">
          {rt.answerHeaders}
        </summary>
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono text-xs">
          {headers.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

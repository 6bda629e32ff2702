import { errorTable } from '@strowger/contracts';
import { errorHelp } from '@strowger/contracts/openapi';
import type { Metadata } from 'next';
import { AnchoredHeading } from '@/components/reference/anchored-heading.tsx';
import { Code, Prose } from '@/components/reference/prose.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { rt } from '@/reference/texts.ts';

export const metadata: Metadata = { title: `${rt.errors} · ${rt.title}` };

const codes = Object.keys(errorTable) as (keyof typeof errorTable)[];

const example = JSON.stringify(
  {
    type: 'urn:strowger:error:validation',
    title: errorTable.validation.title,
    status: 422,
    detail: 'Some fields are not right.',
    instance: '/v1/users',
    code: 'validation',
    requestId: '0199f2b4-6c2e-7d61-b6a5-3c8f1d9e2a40',
    errors: [{ code: 'required', pointer: '/username', detail: 'must be given' }],
  },
  null,
  2,
);

export default function ErrorsPage() {
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{rt.errors}</h1>
      <div className="mt-4 grid gap-6 xl:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="max-w-prose space-y-2">
          <p>
            Whatever fails below <Code>/v1</Code> answers with a problem of RFC 9457,{' '}
            <Code>application/problem+json</Code>. Decide by <Code>code</Code>: each has one status, and
            neither changes. <Code>detail</Code> is for people.
          </p>
          <p>
            <Code>errors</Code> names the faults one by one, at most 50: by a <Code>pointer</Code> (RFC 6901)
            into the body, or by the <Code>parameter</Code> of the path or query. Values that were sent are
            never repeated.
          </p>
          <p>
            What does not exist and what you may not see have the same answer. Quote <Code>requestId</Code>{' '}
            when you ask us about one.
          </p>
        </div>
        <CodeBlock code={example} label="application/problem+json" />
      </div>
      <ul className="mt-8 divide-y divide-line border-y">
        {codes.map((code) => (
          <li key={code} className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <div>
              <AnchoredHeading id={code} className="font-medium font-mono">
                {code}
              </AnchoredHeading>
              <p className="font-mono text-muted text-xs">{errorTable[code].status}</p>
            </div>
            <dl className="max-w-prose space-y-1">
              <dt className="sr-only">{rt.meaning}</dt>
              <dd className="font-medium">{errorTable[code].title}</dd>
              <dd>
                <Prose text={errorHelp[code].meaning} />
              </dd>
              <dt className="pt-1 text-muted text-xs">{rt.remedy}</dt>
              <dd>
                <Prose text={errorHelp[code].remedy} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

import type { ReactNode } from 'react';
import type { OperationDoc } from '@/reference/operation-doc.ts';
import { rt } from '@/reference/texts.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Badge } from '../ui/status.tsx';
import { AnchoredHeading } from './anchored-heading.tsx';
import { DeprecationNote } from './deprecation-note.tsx';
import { Examples } from './examples.tsx';
import { FieldList } from './field-list.tsx';
import { MethodBadge } from './method-badge.tsx';
import { ProblemList } from './problem-list.tsx';
import { Code, Prose } from './prose.tsx';
import { TryIt } from './try-it.tsx';

/** One operation: what it takes, what it gives, how it fails, how it is called, and a form to call it. */
export function OperationSection({ doc }: { doc: OperationDoc }) {
  const { id, operation, aliases, parameters, body, answer } = doc;
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t py-8 xl:grid-cols-[minmax(0,1fr)_28rem]"
    >
      <div className="min-w-0">
        <AnchoredHeading id={id} className="font-semibold text-lg">
          {operation.summary}
        </AnchoredHeading>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-2 gap-y-1 font-mono text-xs">
          <MethodBadge method={operation.method} />
          <span className="[overflow-wrap:anywhere]">/v1{operation.path}</span>
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-1.5">
          <Code>{id}</Code>
          <Badge>{`${rt.scope} ${operation.scope}`}</Badge>
          {operation.origin === 'extension' && (
            <span title={rt.extensionHint}>
              <Badge tone="accent">{rt.extension}</Badge>
            </span>
          )}
          {operation.deprecation && <Badge tone="warn">{rt.deprecated}</Badge>}
        </p>
        {operation.deprecation && <DeprecationNote deprecation={operation.deprecation} />}
        {operation.description !== undefined && (
          <p className="mt-3 max-w-prose">
            <Prose text={operation.description} />
          </p>
        )}
        {aliases.length > 0 && (
          <p className="mt-2 text-muted">
            {rt.alias} <Code>{aliases.join(', ')}</Code>
          </p>
        )}
        <Part title={rt.parameters} show={parameters.path.length + parameters.query.length > 0}>
          <FieldList fields={[...parameters.path, ...parameters.query]} />
        </Part>
        <Part title={rt.headers} show={parameters.header.length > 0}>
          <FieldList fields={parameters.header} />
        </Part>
        <Part title={rt.body} show={body.length > 0}>
          <FieldList fields={body} />
        </Part>
        {operation.streamedBody && (
          <Part title={rt.streamedBody}>
            <p>{operation.streamedBody.description}</p>
            <p className="mt-1 flex flex-wrap gap-1">
              {operation.streamedBody.mediaTypes.map((type) => (
                <Code key={type}>{type}</Code>
              ))}
            </p>
          </Part>
        )}
        <Part title={`${rt.answer} ${operation.status}`}>
          <p className="mb-2 text-muted">{answer.description}.</p>
          {answer.fields.length > 0 && (
            <details>
              <summary className="w-fit cursor-pointer rounded-sm text-accent coarse:py-3">
                {rt.fieldsOf('the answer')}
              </summary>
              <div className="mt-2">
                <FieldList fields={answer.fields} />
              </div>
            </details>
          )}
        </Part>
        <Part title={rt.problems}>
          <ProblemList problems={doc.problems} />
        </Part>
      </div>
      <div className="flex min-w-0 flex-col gap-3 xl:sticky xl:top-16 xl:self-start xl:has-[details[open]]:static">
        <Examples id={id} texts={doc.examples} />
        {answer.sample !== undefined && (
          <details className="min-w-0">
            <summary className="w-fit cursor-pointer rounded-sm text-accent coarse:py-3">{rt.sample}</summary>
            <div className="mt-2">
              <CodeBlock code={answer.sample} label={`${rt.answer} ${operation.status}`} />
            </div>
          </details>
        )}
        <TryIt spec={doc.tryIt} summary={operation.summary} />
      </div>
    </section>
  );
}

function Part({ title, show = true, children }: { title: string; show?: boolean; children: ReactNode }) {
  if (!show) return null;
  return (
    <div className="mt-5">
      <h3 className="mb-1.5 font-medium">{title}</h3>
      {children}
    </div>
  );
}

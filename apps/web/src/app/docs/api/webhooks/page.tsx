import type { Metadata } from 'next';
import { AnchoredHeading } from '@/components/reference/anchored-heading.tsx';
import { FieldList } from '@/components/reference/field-list.tsx';
import { Code } from '@/components/reference/prose.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { installationReference } from '@/reference/installation.ts';
import { rt } from '@/reference/texts.ts';

export const metadata: Metadata = { title: `${rt.webhooks} · ${rt.title}` };

export default async function WebhooksPage() {
  const { webhooks } = await installationReference();
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{rt.webhooks}</h1>
      <div className="mt-4 mb-6 max-w-prose space-y-2">
        <p>
          What is sent to a verified consumer, as a POST with a JSON body (batches also as NDJSON or CSV,
          where the consumer says so). It is signed by Standard Webhooks: check <Code>webhook-signature</Code>{' '}
          with the consumer’s secret before anything else, over the body as it came.
        </p>
        <p>
          Answer 2xx within 15 seconds. Anything else is tried again, for three days. The same{' '}
          <Code>webhook-id</Code> may come twice: keep the ids that you have seen.
        </p>
      </div>
      {webhooks.map(({ id, summary, headers, fields, sample }) => (
        <section
          key={id}
          aria-labelledby={id}
          className="grid gap-x-8 gap-y-4 border-t py-8 xl:grid-cols-[minmax(0,1fr)_28rem]"
        >
          <div className="min-w-0">
            <AnchoredHeading id={id} className="font-semibold text-lg">
              {summary}
            </AnchoredHeading>
            <h3 className="mt-5 mb-1.5 font-medium">{rt.headers}</h3>
            <FieldList fields={headers} />
            <h3 className="mt-5 mb-1.5 font-medium">{rt.body}</h3>
            <FieldList fields={fields} open />
          </div>
          <div className="min-w-0">
            <CodeBlock code={sample} label={id} />
          </div>
        </section>
      ))}
    </>
  );
}

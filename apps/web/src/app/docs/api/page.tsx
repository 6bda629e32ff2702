import type { Metadata } from 'next';
import Link from 'next/link';
import { MethodBadge } from '@/components/reference/method-badge.tsx';
import { Prose } from '@/components/reference/prose.tsx';
import { Topic } from '@/components/reference/topic.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { installationReference } from '@/reference/installation.ts';
import { introduction } from '@/reference/introduction.ts';
import { operationAddress } from '@/reference/reference.ts';
import { rt } from '@/reference/texts.ts';

export const metadata: Metadata = { title: rt.title };

export default async function IntroductionPage() {
  const { groups, origin } = await installationReference();
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{rt.title}</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        Customers, users, numbers and call records, over HTTP and JSON. The base address of this installation
        is <code className="font-mono text-ink text-xs [overflow-wrap:anywhere]">{origin}/v1</code>.
      </p>
      {introduction(origin).map(({ id, title, text, example }) => (
        <Topic key={id} id={id} title={title} example={example && <CodeBlock {...example} />}>
          {text.map((paragraph) => (
            <p key={paragraph}>
              <Prose text={paragraph} />
            </p>
          ))}
        </Topic>
      ))}
      <section aria-labelledby="operations" className="border-t py-6">
        <h2 id="operations" className="scroll-mt-16 font-semibold text-lg">
          All operations
        </h2>
        <div className="mt-4 grid gap-x-8 gap-y-6 md:grid-cols-2">
          {groups.map(({ tag, title, operations }) => (
            <div key={tag} className="min-w-0">
              <h3 className="mb-1 font-medium">{title}</h3>
              <ul>
                {operations.map(({ id, operation }) => (
                  <li key={id}>
                    <Link
                      href={operationAddress(tag, id)}
                      prefetch={false}
                      className="flex items-baseline gap-2 rounded-sm py-0.5 hover:bg-hover coarse:py-3"
                    >
                      <MethodBadge method={operation.method} className="w-10" />
                      <span className="min-w-0 text-accent [overflow-wrap:anywhere]">
                        {operation.summary}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

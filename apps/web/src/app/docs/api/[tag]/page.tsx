import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OperationSection } from '@/components/reference/operation-section.tsx';
import { installationReference } from '@/reference/installation.ts';
import { rt } from '@/reference/texts.ts';

type PageProps = { params: Promise<{ tag: string }> };

async function groupOf({ params }: PageProps) {
  const { tag } = await params;
  return (await installationReference()).groups.find((group) => group.tag === tag);
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const group = await groupOf(props);
  return { title: group ? `${group.title} · ${rt.title}` : rt.title };
}

export default async function TagPage(props: PageProps) {
  const group = await groupOf(props);
  if (!group) notFound();
  return (
    <>
      <h1 className="mb-6 font-semibold text-xl tracking-tight">{group.title}</h1>
      {group.operations.map((doc) => (
        <OperationSection key={doc.id} doc={doc} />
      ))}
    </>
  );
}

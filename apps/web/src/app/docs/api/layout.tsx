import type { ReactNode } from 'react';
import { ReferenceFrame } from '@/components/reference/reference-frame.tsx';
import { installationReference } from '@/reference/installation.ts';

export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const { groups } = await installationReference();
  const contents = groups.map(({ tag, title, operations }) => ({
    tag,
    title,
    operations: operations.map(({ id, operation: { method, path, summary } }) => ({
      id,
      method,
      path,
      summary,
    })),
  }));
  return <ReferenceFrame groups={contents}>{children}</ReferenceFrame>;
}

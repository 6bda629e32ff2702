import { Fragment, type ReactNode } from 'react';

/** A text of the contract or of the reference, with its `code` as code. */
export function Prose({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <Code key={key}>{part}</Code> : <Fragment key={key}>{part}</Fragment>;
  });
}

export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]">
      {children}
    </code>
  );
}

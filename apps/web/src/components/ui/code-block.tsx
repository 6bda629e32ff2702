import { cx } from '@/lib/cx.ts';
import { t } from '@/messages.ts';
import { CopyButton } from './copy-button.tsx';

const bodyClass = 'overflow-x-auto px-3 py-2.5 font-mono text-xs leading-5';

type CodeBlockProps = { code: string; label: string; isWrapped?: boolean };

/** A command or a body to copy. It scrolls by itself, by keyboard too. */
export function CodeBlock({ code, label, isWrapped = false }: CodeBlockProps) {
  return (
    <figure className="relative w-full overflow-hidden rounded-md border border-line bg-sunken text-left">
      <figcaption className="flex items-center justify-between border-line border-b py-0.5 pr-1 pl-3 text-muted text-xs">
        {label}
        <CopyButton text={code} label={t.common.copyThis(label)} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className={cx(bodyClass, isWrapped && 'whitespace-pre-wrap break-all')}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}

import type { BulkKind } from '@/lib/bulk/bulk-kind.ts';
import { text } from '@/messages/bulk.ts';

/** What a line may give, column by column. */
export function ColumnHelp({ kind }: { kind: BulkKind }) {
  return (
    <details className="rounded-md border">
      <summary className="cursor-pointer rounded-md px-3 py-2 font-medium">{text.columns}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={text.columns} tabIndex={0} className="overflow-x-auto border-t px-3 pb-2">
        <table className="w-full text-xs">
          <thead>
            <tr className="text-left text-muted">
              <th scope="col" className="h-8 pr-4 font-normal">
                {text.column}
              </th>
              <th scope="col" className="pr-4 font-normal">
                {text.meaning}
              </th>
              <th scope="col" className="font-normal">
                {text.example}
              </th>
            </tr>
          </thead>
          <tbody>
            {kind.columns.map(({ name, label, hint, required, examples }) => (
              <tr key={name} className="border-t">
                <th
                  scope="row"
                  className="h-8 whitespace-nowrap pr-4 text-left align-top font-mono font-normal"
                >
                  <span className="inline-block py-2">{name}</span>
                </th>
                <td className="py-2 pr-4 align-top">
                  {[required ? `${label} (${text.required})` : label, hint].filter(Boolean).join('. ')}
                </td>
                <td className="whitespace-nowrap py-2 align-top font-mono">{examples[0] || examples[1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

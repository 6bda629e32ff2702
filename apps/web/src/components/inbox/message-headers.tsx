import { text } from '@/messages/inbox.ts';

/** The headers of a message, by name. */
export function MessageHeaders({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <section aria-label={text.headers}>
      <h3 className="mb-2 font-medium text-muted text-xs">{text.headers}</h3>
      <dl className="grid grid-cols-1 gap-x-4 rounded-md border bg-sunken px-3 py-2 font-mono text-xs leading-5 sm:grid-cols-[auto_minmax(0,1fr)]">
        {Object.keys(headers)
          .sort()
          .map((name) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-all max-sm:mb-1">{headers[name]}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

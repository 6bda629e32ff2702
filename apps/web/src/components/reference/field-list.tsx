import type { FieldDoc } from '@/reference/schema-fields.ts';
import { rt } from '@/reference/texts.ts';
import { Code, Prose } from './prose.tsx';

/** Fields one below the other, each with its type and bounds; the fields of an object fold out. */
export function FieldList({ fields, open = false }: { fields: readonly FieldDoc[]; open?: boolean }) {
  return (
    <ul className="divide-y divide-line border-y">
      {fields.map((field) => (
        <Field key={field.name} field={field} open={open} />
      ))}
    </ul>
  );
}

function Field({ field, open }: { field: FieldDoc; open: boolean }) {
  const notes = notesOf(field);
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-medium font-mono text-xs [overflow-wrap:anywhere]">{field.name}</code>
        <span className="text-muted text-xs">
          {field.type}
          {field.nullable && ` ${rt.nullable}`}
        </span>
        {field.required && <span className="font-medium text-warn text-xs">{rt.required}</span>}
      </p>
      {field.description !== undefined && (
        <p className="mt-0.5 text-muted">
          <Prose text={field.description} />
        </p>
      )}
      {notes.length > 0 && (
        <p className="mt-0.5 text-muted text-xs [overflow-wrap:anywhere]">{notes.join(' · ')}</p>
      )}
      {field.values.length > 0 && (
        <p className="mt-1 flex flex-wrap items-center gap-1 text-muted text-xs">
          {field.values.map((value) => (
            <Code key={value}>{value}</Code>
          ))}
        </p>
      )}
      {field.fields.length > 0 && (
        <details open={open} className="mt-1.5 border-line border-l-2 pl-3">
          <summary className="w-fit cursor-pointer rounded-sm text-accent text-xs coarse:py-3">
            {rt.fieldsOf(field.name)}
          </summary>
          <div className="mt-1.5">
            <FieldList fields={field.fields} />
          </div>
        </details>
      )}
    </li>
  );
}

function notesOf({ bounds, fallback, example, values }: FieldDoc): string[] {
  const hasExample = example !== undefined && values.length === 0;
  return [
    ...bounds,
    ...(fallback === undefined ? [] : [`${rt.fallback} ${fallback}`]),
    ...(hasExample ? [`${rt.example} ${example}`] : []),
  ];
}

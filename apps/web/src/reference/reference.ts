import { operationIds, operationOf } from '@strowger/contracts';
import { openApiDocument } from '@strowger/contracts/openapi';
import type { Schema, Schemas } from './json-schema.ts';
import { type DocumentedOperation, type OperationDoc, operationDoc } from './operation-doc.ts';
import { sampleOf } from './sample.ts';
import { type FieldDoc, fieldsOf } from './schema-fields.ts';

type Described = DocumentedOperation & { operationId: string; summary: string };
type Document = {
  paths: Record<string, Record<string, Described>>;
  webhooks: Record<string, Record<string, Described>>;
  components: { schemas: Schemas };
};

export type Group = { tag: string; title: string; operations: OperationDoc[] };
export type WebhookDoc = {
  id: string;
  summary: string;
  headers: FieldDoc[];
  fields: FieldDoc[];
  sample: string;
};
export type Reference = { groups: Group[]; webhooks: WebhookDoc[] };

const made = new Map<string, Reference>();

/** The human reference of the registry, made once a process. @param origin the installation's public origin */
export function referenceOf(origin: string): Reference {
  const known = made.get(origin);
  if (known) return known;
  const reference = make(origin);
  made.set(origin, reference);
  return reference;
}

function make(origin: string): Reference {
  const document = openApiDocument(origin) as Document;
  const { schemas } = document.components;
  const groups = new Map<string, OperationDoc[]>();
  for (const id of operationIds) {
    const { path, method, tag } = operationOf(id);
    const documented = document.paths[path]?.[method.toLowerCase()] as Described;
    groups.set(tag, [...(groups.get(tag) ?? []), operationDoc(id, documented, schemas, origin)]);
  }
  return {
    groups: [...groups].map(([tag, operations]) => ({
      tag,
      title: titleOf(tag),
      operations: operations.sort(
        (one, other) => rank(one) - rank(other) || one.operation.path.length - other.operation.path.length,
      ),
    })),
    webhooks: Object.entries(document.webhooks).flatMap(([id, methods]) =>
      Object.values(methods).map((described) => webhookDoc(id, described, schemas)),
    ),
  };
}

/** As one comes to know a thing: its lists, how one is made, read, changed and removed, and what else can be done with it. */
function rank({ operation: { kind, output, status, path } }: OperationDoc): number {
  if (kind === 'query') return output.shape === 'list' ? 0 : 2;
  if (status === 201) return 1;
  if (output.shape === 'none') return 4;
  return path.endsWith('}') ? 3 : 5;
}

function webhookDoc(id: string, described: Described, schemas: Schemas): WebhookDoc {
  const schema: Schema = described.requestBody?.content['application/json']?.schema ?? {};
  return {
    id,
    summary: described.summary,
    headers: described.parameters.map(({ name, description = '' }) => ({
      name,
      type: 'string',
      required: true,
      nullable: false,
      description,
      bounds: [],
      values: [],
      fields: [],
    })),
    fields: fieldsOf(schema, schemas),
    sample: JSON.stringify(sampleOf(schema, schemas), null, 2),
  };
}

/** `call-record-sources` -> `Call record sources`, `api-keys` -> `API keys`. */
function titleOf(tag: string): string {
  const words = tag.replaceAll('-', ' ').replace(/\bapi\b/, 'API');
  return words.replace(/^\w/, (letter) => letter.toUpperCase());
}

/** Where an operation stands in the reference. */
export const operationAddress = (tag: string, id: string): string => `/docs/api/${tag}#${id}`;

import { errorTable, operationIds, operationOf } from '@strowger/contracts';
import { errorHelp, openApiDocument } from '@strowger/contracts/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { referenceOf } from '../src/reference/reference.ts';
import type { FieldDoc } from '../src/reference/schema-fields.ts';

const origin = 'https://voice.example';
const reference = referenceOf(origin);
const docs = reference.groups.flatMap((group) => group.operations);
const docOf = (id: string) => docs.find((doc) => doc.id === id);
const flat = (fields: FieldDoc[]): FieldDoc[] => fields.flatMap((field) => [field, ...flat(field.fields)]);

const document = openApiDocument(origin) as {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  components: object;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: document.components });
const compiled = (schema: object) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')));

describe('the reference', () => {
  it('has every operation of the registry once, below its tag', () => {
    expect(docs.map(({ id }) => id).sort()).toEqual([...operationIds].sort());
    for (const { tag, operations } of reference.groups) {
      expect(operations.every(({ operation }) => operation.tag === tag)).toBe(true);
      expect(['errors', 'webhooks', 'operations']).not.toContain(tag);
    }
  });

  it('explains every error code', () => {
    expect(Object.keys(errorHelp).sort()).toEqual(Object.keys(errorTable).sort());
  });

  it('tells of a field its type, bounds, values and whether it must be given', () => {
    const body = docOf('createDestination')?.body ?? [];
    const of = (name: string) => body.find((field) => field.name === name);
    expect(of('port')).toMatchObject({ type: 'integer', required: false, bounds: ['1 to 65,535'] });
    expect(of('transport')?.values).toEqual(['udp', 'tcp', 'tls']);
    expect(of('host')?.required).toBe(true);
    expect(flat(of('auth')?.fields ?? []).map(({ name }) => name)).toContain('username');
    const entries = docOf('createWhitelist')?.body.find(({ name }) => name === 'entries');
    expect(entries?.fields.map(({ name, required }) => [name, required])).toContainEqual(['cidr', false]);
  });

  it('names a field without a type nowhere', () => {
    const fields = docs.flatMap(({ parameters, body, answer }) =>
      flat([...Object.values(parameters).flat(), ...body, ...answer.fields]),
    );
    expect(fields.filter(({ type }) => type === 'any').map(({ name }) => name)).toEqual([]);
  });

  it.each(docs.filter(({ answer }) => answer.sample).map((doc) => [doc.id, doc] as const))(
    'shows an answer of %s that the document allows',
    (id, { answer }) => {
      const { path, method, status } = operationOf(id);
      const schema =
        document.paths[path]?.[method.toLowerCase()]?.responses[status]?.content?.['application/json']
          ?.schema;
      const validate = compiled(schema ?? {});
      expect(validate(JSON.parse(answer.sample ?? '')) ? [] : validate.errors).toEqual([]);
    },
  );

  it('shows bodies of webhooks that the document allows', () => {
    for (const { id, sample } of reference.webhooks) {
      const schema = (
        openApiDocument(origin) as {
          webhooks: Record<
            string,
            { post: { requestBody: { content: Record<string, { schema: object }> } } }
          >;
        }
      ).webhooks[id]?.post.requestBody.content['application/json']?.schema;
      const validate = compiled(schema ?? {});
      expect(validate(JSON.parse(sample)) ? [] : validate.errors).toEqual([]);
    }
  });
});

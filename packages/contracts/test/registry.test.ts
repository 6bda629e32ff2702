import { describe, expect, it } from 'vitest';
import { errorTable, fieldErrors, inputSchema, operationIds, operationOf } from '../src/index.ts';
import { openApiDocument } from '../src/openapi/index.ts';

const document = openApiDocument('https://voice.example') as {
  paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  components: { schemas: Record<string, object> };
};

describe.each(operationIds)('%s', (id) => {
  const operation = operationOf(id);
  const parts = [operation.params, operation.query, operation.body].filter((part) => part !== undefined);

  it('has no field in two of path, query and body, so that its input is one flat object', () => {
    const names = parts.flatMap((part) => Object.keys(part.shape));
    expect(new Set(names).size).toBe(names.length);
  });

  it('names in its path exactly its path parameters', () => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(inPath).toEqual(Object.keys(operation.params?.shape ?? {}));
  });

  it('refuses a field that it does not know, and names it', () => {
    const result = inputSchema(operation).safeParse({ isAdmin: true });
    expect(result.success).toBe(false);
    if (!result.success)
      expect(fieldErrors(result.error, 'body')).toContainEqual(
        expect.objectContaining({ pointer: '/isAdmin', code: 'unknown' }),
      );
  });

  it('writes with a write scope, or only what reading rights cover', () => {
    if (operation.kind === 'query') expect(operation.scope).toMatch(/:read$/);
    else expect(operation.scope).toMatch(/:write$|^records:(read|ingest)$/);
  });

  it('stands in the OpenAPI document under its own operationId', () => {
    expect(document.paths[operation.path]?.[operation.method.toLowerCase()]?.operationId).toBe(id);
  });
});

describe('the OpenAPI document', () => {
  const text = JSON.stringify(document);

  it('resolves every reference', () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name as string,
    );
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toContain('$defs');
  });

  it('has each operationId once', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((o) => o.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('no two operations share a method and path', () => {
  const routes = operationIds.flatMap((id) =>
    [operationOf(id), ...(operationOf(id).aliases ?? [])].map((r) => `${r.method} ${r.path}`),
  );
  expect(new Set(routes).size).toBe(routes.length);
});

it('an error code has one status, from 400 to 599', () => {
  for (const { status } of Object.values(errorTable)) expect(status).toBeGreaterThanOrEqual(400);
});

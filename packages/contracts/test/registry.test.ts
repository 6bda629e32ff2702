import { describe, expect, it } from 'vitest';
import {
  errorTable,
  fieldErrors,
  inputSchema,
  type Operation,
  operationIds,
  operationOf,
  routesOf,
} from '../src/index.ts';
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
    routesOf(operationOf(id)).map(({ method, path }) => `${method} ${path}`),
  );
  expect(new Set(routes).size).toBe(routes.length);
});

it('an error code has one status, from 400 to 599', () => {
  for (const { status } of Object.values(errorTable)) expect(status).toBeGreaterThanOrEqual(400);
});

describe('a deprecation', () => {
  const since = new Date('2027-01-01T00:00:00Z');
  const operation = (over: Partial<Operation>): Operation => ({ ...operationOf('updateUser'), ...over });

  it('of an operation holds for its aliases too, which may have one of their own', () => {
    const [own, alias] = routesOf(operation({ deprecation: { since, link: '/docs/api' } }));
    expect([own?.deprecation?.since, alias?.deprecation?.since]).toEqual([since, since]);
    const aliases = [
      { method: 'PATCH', path: '/users/{userId}', deprecation: { since, link: '/x' } },
    ] as const;
    expect(routesOf(operation({ aliases })).map(({ deprecation }) => deprecation?.link)).toEqual([
      undefined,
      '/x',
    ]);
  });

  it('that stands in the registry ends no sooner than it began, and names what there is', () => {
    for (const { deprecation } of operationIds.flatMap((id) => routesOf(operationOf(id)))) {
      if (!deprecation) continue;
      const { sunset = deprecation.since, replacedBy } = deprecation;
      expect(sunset.getTime()).toBeGreaterThanOrEqual(deprecation.since.getTime());
      if (replacedBy) expect(operationIds).toContain(replacedBy);
    }
  });
});

import { z } from 'zod';
import { id, safeText } from '../fields/index.ts';
import { defineOperation, type RoleArea } from '../operation.ts';
import type { KeyScope } from '../resources/api-key.ts';
import { pageQuery } from '../resources/common.ts';

type Parts<
  P extends z.ZodObject,
  R extends z.ZodType,
  C extends z.ZodObject,
  U extends z.ZodObject,
  F extends z.core.$ZodLooseShape,
> = {
  /** In the singular and the plural, as in the paths. */
  noun: string;
  plural: string;
  area: RoleArea;
  read: KeyScope;
  write: KeyScope;
  /** The path parameter that names one. */
  params: P;
  resource: R;
  create: C;
  update: U;
  /** What a list can be narrowed by, beside externalId. */
  filters: F;
  /** Which of its operations are of the source API; the rest are ours. */
  ofSourceApi: readonly ('get' | 'create' | 'update' | 'delete' | 'listOfCustomer' | 'listOfUser')[];
  example: { create: Record<string, unknown>; update: Record<string, unknown> };
};

/** The six operations of a thing that belongs to a customer or to one of its users. */
export function ownedResource<
  P extends z.ZodObject,
  R extends z.ZodType,
  C extends z.ZodObject,
  U extends z.ZodObject,
  F extends z.core.$ZodLooseShape,
>({
  noun,
  plural,
  area,
  read,
  write,
  params,
  resource,
  create,
  update,
  filters,
  ofSourceApi,
  example,
}: Parts<P, R, C, U, F>) {
  const one = { shape: 'one', schema: resource } as const;
  const many = { shape: 'list', schema: resource } as const;
  const parameter = Object.keys(params.shape)[0];
  const path = `/${plural}/{${parameter}}` as const;
  const common = (part: (typeof ofSourceApi)[number]) =>
    ({ tag: plural, area, origin: ofSourceApi.includes(part) ? 'api' : 'extension' }) as const;
  const query = z.strictObject({ ...pageQuery, externalId: safeText(128).optional(), ...filters });

  return {
    get: defineOperation({
      ...common('get'),
      summary: `Get one ${noun}`,
      kind: 'query',
      method: 'GET',
      path,
      scope: read,
      params,
      output: one,
      status: 200,
      errors: ['notFound'],
    }),
    create: defineOperation({
      ...common('create'),
      summary: `Create a ${noun} of a customer or a user`,
      description: 'Exactly one of customerId and userId says whose it is; the owner never changes',
      kind: 'mutation',
      method: 'POST',
      path: `/${plural}`,
      scope: write,
      body: create,
      output: one,
      status: 201,
      location: `/${plural}/{id}`,
      errors: ['notFound', 'validation', 'inUse', 'conflict', 'customerSuspended', 'reservedToParent'],
      example: { body: example.create },
    }),
    update: defineOperation({
      ...common('update'),
      summary: `Change a ${noun}`,
      kind: 'mutation',
      method: 'POST',
      path,
      aliases: [{ method: 'PATCH', path }],
      scope: write,
      params,
      body: update,
      output: one,
      status: 200,
      errors: [
        'notFound',
        'validation',
        'inUse',
        'conflict',
        'staleVersion',
        'customerSuspended',
        'reservedToParent',
      ],
      example: { body: example.update },
    }),
    delete: defineOperation({
      ...common('delete'),
      summary: `Delete a ${noun}`,
      kind: 'mutation',
      method: 'POST',
      path: `${path}/delete`,
      aliases: [{ method: 'DELETE', path }],
      scope: write,
      params,
      output: { shape: 'none', schema: z.null() },
      status: 204,
      errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
    }),
    listOfCustomer: defineOperation({
      ...common('listOfCustomer'),
      summary: `List a customer's ${plural}, those of its users included`,
      kind: 'query',
      method: 'GET',
      path: `/customers/{customerId}/${plural}`,
      scope: read,
      params: z.strictObject({ customerId: id('customer') }),
      query,
      output: many,
      status: 200,
      errors: ['notFound', 'validation'],
    }),
    listOfUser: defineOperation({
      ...common('listOfUser'),
      summary: `List a user's ${plural}`,
      kind: 'query',
      method: 'GET',
      path: `/users/{userId}/${plural}`,
      scope: read,
      params: z.strictObject({ userId: id('user') }),
      query,
      output: many,
      status: 200,
      errors: ['notFound', 'validation'],
    }),
  };
}

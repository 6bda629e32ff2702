import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { KeyScope } from './resources/api-key.ts';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What roles an operator is judged by: provisioning things, money things, records, access to the product itself. */
export type RoleArea = 'provisioning' | 'tariffs' | 'records' | 'access';

/** That an operation, or one of its paths, is on its way out: every answer of it says so (RFC 9745, RFC 8594). */
export type Deprecation = {
  readonly since: Date;
  /** When it may stop answering; not before `since`. */
  readonly sunset?: Date;
  /** The operationId of what to call instead. */
  readonly replacedBy?: string;
  /** Where it is explained: an https URL, or a path of this installation. */
  readonly link: string;
};

export type Route = {
  readonly method: HttpMethod;
  /** Below /v1, with parameters as `{name}`. */
  readonly path: `/${string}`;
  readonly deprecation?: Deprecation;
};

/**
 * One operation, declared once: REST routes, tRPC procedures, OpenAPI, the typed client and the conformance tests are
 * read from it. `params`, `query` and `body` share no key, so that an input is one flat object on every face.
 */
export type Operation = Route & {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** `api`: one of the 41 of the source API; `extension`: ours. */
  readonly origin: 'api' | 'extension';
  readonly kind: 'query' | 'mutation';
  /** Other ways to the same; of a deprecated operation they are deprecated too. */
  readonly aliases?: readonly Route[];
  readonly scope: KeyScope;
  readonly area: RoleArea;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** `list`: a page of them; `one`: an array of one on REST, the thing itself elsewhere; `none`: nothing, null elsewhere. */
  readonly output: { readonly shape: 'list' | 'one' | 'none'; readonly schema: z.ZodType };
  readonly status: 200 | 201 | 202 | 204;
  /** Where the thing that was made can be read, with `{id}` for its id. */
  readonly location?: `/${string}`;
  /** No field of the reply changes without the version: If-None-Match may be answered by 304. */
  readonly conditional?: true;
  /** The reply holds a secret that is shown once: its stored copy is encrypted. */
  readonly secretReply?: true;
  /** The body is not JSON: it is handed on as a stream of one of these media types. */
  readonly streamedBody?: { mediaTypes: readonly string[]; description: string };
  /** The reply is not JSON: it is handed on as it is made, in one of these media types, gzipped for who accepts that. */
  readonly streamedReply?: { mediaTypes: readonly string[]; description: string };
  readonly errors: readonly ErrorCode[];
  readonly example?: { body?: Record<string, unknown>; query?: Record<string, string> };
};

/** Declares an operation, with the exact types of its parts kept. */
export const defineOperation = <const Op extends Operation>(operation: Op): Op => operation;

type Part<Op, Name extends 'params' | 'query' | 'body', Side extends 'input' | 'output'> = Op extends {
  readonly [N in Name]: infer Shape extends z.ZodType;
}
  ? Side extends 'input'
    ? z.input<Shape>
    : z.output<Shape>
  : unknown;
type Flat<T> = { [K in keyof T]: T[K] };
type PartsOf<Op, Side extends 'input' | 'output'> = Flat<
  Part<Op, 'params', Side> & Part<Op, 'query', Side> & Part<Op, 'body', Side>
>;

/** The flat input as it is written on the wire (prefixed ids, time strings; query values are text). */
export type WireInputOf<Op> = PartsOf<Op, 'input'>;
/** The flat input as the domain gets it (uuids, Dates, numbers). */
export type InputOf<Op> = PartsOf<Op, 'output'>;
/** One thing of the reply, as it is written on the wire. */
export type OutputOf<Op> = Op extends { readonly output: { readonly schema: infer O extends z.ZodType } }
  ? z.input<O>
  : never;

/** The one flat schema of an operation's input. */
export function inputSchema(operation: Operation): z.ZodObject {
  return z.strictObject({
    ...operation.params?.shape,
    ...operation.query?.shape,
    ...operation.body?.shape,
  });
}

/** Every method and path that leads to an operation, its own first, each with what is deprecated about it. */
export function routesOf({ method, path, deprecation, aliases = [] }: Operation): Route[] {
  const own = deprecation && { deprecation };
  return [{ method, path, ...own }, ...aliases.map((alias) => ({ ...own, ...alias }))];
}

import { Problem } from '@strowger/contracts';
import { openApiDocument } from '@strowger/contracts/openapi';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RestApi, RestReply, RestRequest } from '../src/rest/message.ts';

type Responses = Record<string, { headers?: object; content?: Record<string, { schema: object }> }>;
type Template = { pattern: RegExp; path: string; methods: Record<string, { responses: Responses }> };

/** What any path may be answered with, documented or not: it cannot be read, is not there, or has not that method. */
const outside: Record<number, Problem['code']> = {
  400: 'malformedRequest',
  404: 'notFound',
  405: 'methodNotAllowed',
};

/** Headers of a success that an integrator reads: a success has them only where the document says so. */
const announced = ['etag', 'link', 'location', 'idempotent-replayed'];

/** Checks answers against the OpenAPI document, as an integrator's tools would. */
export class DocumentedAnswers {
  readonly #ajv: Ajv2020;
  readonly #templates: Template[];
  readonly #validators = new Map<string, ValidateFunction>();
  /** What stood outside of the document so far, as lines for a person. */
  readonly faults: string[] = [];

  constructor(origin: string) {
    const document = openApiDocument(origin) as {
      paths: Record<string, Template['methods']>;
      components: object;
    };
    this.#templates = Object.entries(document.paths).map(([path, methods]) => ({
      pattern: new RegExp(`^/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      path,
      methods,
    }));
    this.#ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
    this.#ajv.addSchema({ $id: 'openapi', components: document.components });
  }

  /** The API with each of its answers looked at. */
  watch(restApi: RestApi): RestApi {
    return async (request) => {
      const reply = await restApi(request);
      const fault = this.fault(request, reply);
      if (fault) this.faults.push(`${request.method} ${request.path} ${reply.status}: ${fault}`);
      return reply;
    };
  }

  /** What is wrong with an answer, or undefined. */
  fault({ method, path }: Pick<RestRequest, 'method' | 'path'>, reply: RestReply): string | undefined {
    if (path === '/v1/openapi.json' && reply.status === 200) return undefined;
    const template = this.#find(path, method);
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const documented = template?.methods[asked]?.responses[reply.status];
    if (!documented)
      return outside[reply.status] ? problemFault(reply, outside[reply.status]) : 'is not documented';
    if (reply.status < 400) {
      const names = Object.keys(documented.headers ?? {}).map((name) => name.toLowerCase());
      const secret = announced.find((name) => name in reply.headers && !names.includes(name));
      if (secret) return `the header ${secret} is not documented`;
    }
    const type = reply.headers['content-type'];
    const schema = documented.content?.[type?.split(';')[0] ?? '']?.schema;
    if (!documented.content) return reply.body ? 'has a body, which is not documented' : undefined;
    if (!schema) return `the type ${type} is not documented`;
    if (reply.status >= 400) {
      const fault = problemFault(reply);
      if (fault) return fault;
    }
    // A download is records as they come, and has a test of its own.
    if (typeof reply.body !== 'string' || !type?.includes('json')) return undefined;
    const validate = this.#validator(`${asked} ${template?.path} ${reply.status}`, schema);
    return validate(JSON.parse(reply.body)) ? undefined : this.#ajv.errorsText(validate.errors);
  }

  /** The template of a path; one without parameters first. */
  #find(path: string, method: string): Template | undefined {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    const fitting = this.#templates.filter(({ pattern }) => pattern.test(path));
    return fitting.toSorted((one, other) => holes(one) - holes(other)).find(({ methods }) => verb in methods);
  }

  #validator(name: string, schema: object): ValidateFunction {
    const known = this.#validators.get(name);
    if (known) return known;
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
    const made = this.#ajv.compile(JSON.parse(text) as object);
    this.#validators.set(name, made);
    return made;
  }
}

const holes = ({ path }: Template): number => path.split('{').length;

function problemFault(reply: RestReply, code?: Problem['code']): string | undefined {
  if (reply.headers['content-type'] !== 'application/problem+json') return 'is no problem+json';
  if (typeof reply.body !== 'string') return undefined;
  const parsed = Problem.safeParse(JSON.parse(reply.body));
  if (!parsed.success) return parsed.error.message;
  const problem = parsed.data;
  if (problem.status !== reply.status) return `the problem says ${problem.status}`;
  if (problem.requestId !== reply.headers['x-request-id']) return 'the problem has another request id';
  return code && problem.code !== code ? `${problem.code} is not documented` : undefined;
}

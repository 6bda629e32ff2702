import { Problem } from '@strowger/contracts';
import { openApiDocument } from '@strowger/contracts/openapi';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Responses = Record<string, { content?: Record<string, { schema: object }> }>;

/** Checks answers against the OpenAPI document, as an integrator's tools would. */
export class DocumentedAnswers {
  readonly #ajv: Ajv2020;
  readonly #paths: Record<string, Record<string, { responses: Responses }>>;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(origin: string) {
    const document = openApiDocument(origin) as { paths: never; components: object };
    this.#paths = document.paths;
    this.#ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
    this.#ajv.addSchema({ $id: 'openapi', components: document.components });
  }

  /** What is wrong with an answer, or undefined. */
  fault(method: string, path: string, response: Response, text: string): string | undefined {
    const { status } = response;
    const documented = this.#paths[path]?.[method.toLowerCase()]?.responses[status];
    if (!documented) return `${status} is not documented`;
    if (status === 204 || status === 304) return text === '' ? undefined : `a body with ${status}`;
    const type = response.headers.get('content-type') ?? '';
    const schema = documented.content?.[type]?.schema;
    if (!schema) return `${type} is not documented for ${status}`;
    const value: unknown = JSON.parse(text);
    if (status >= 400) {
      const problem = Problem.parse(value);
      if (problem.requestId !== response.headers.get('x-request-id')) return 'another request id in the body';
    }
    const validate = this.#validator(`${method} ${path} ${status}`, schema);
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors);
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

import type { Operation, OperationId } from '@strowger/contracts';
import { literal } from './print-literal.ts';

export type Examples = { curl: string; typescript: string };

/** The parts of an example call, on the wire. */
export type ExampleInput = {
  params: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
};

/** The same call in a shell and in TypeScript. @param origin the installation's public origin */
export function examplesOf(
  id: OperationId,
  operation: Operation,
  input: ExampleInput,
  origin: string,
): Examples {
  return {
    curl: curl(operation, input, origin),
    typescript: `${typescriptHead(origin)}\n${typescriptCall(id, operation, input)}`,
  };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function curl(operation: Operation, { params, query, body }: ExampleInput, origin: string): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  const search = new URLSearchParams(query).toString();
  const url = `${origin}/v1${path}${search === '' ? '' : `?${search}`}`;
  const isMutation = operation.kind === 'mutation';
  return [
    `curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}"${url}"`,
    '-H "Authorization: Bearer $STROWGER_API_KEY"',
    ...(isMutation && !operation.streamedBody ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(operation.body
      ? ['-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(body, null, 2))}`]
      : []),
    ...(operation.streamedBody
      ? [`-H "Content-Type: ${operation.streamedBody.mediaTypes[0]}"`, '--data-binary @file']
      : []),
  ].join(' \\\n  ');
}

const typescriptHead = (origin: string): string =>
  `import { Strowger } from 'strowger';\n\nconst strowger = new Strowger({ url: '${origin}', key });`;

/** The call alone, as statements: what the test of the examples runs. */
export function typescriptCall(id: OperationId, operation: Operation, input: ExampleInput): string {
  const flat = { ...input.params, ...input.query, ...input.body };
  const argument = Object.keys(flat).length === 0 ? '' : literal(flat);
  const { streamedBody, output } = operation;
  if (streamedBody) {
    const mediaType = literal(streamedBody.mediaTypes[0]);
    return `const result = await strowger.${id}(${argument}, { mediaType: ${mediaType}, content });`;
  }
  const call = `strowger.${id}(${argument})`;
  if (output.shape === 'list') return `for await (const item of ${call}) console.log(item);`;
  return output.shape === 'none' ? `await ${call};` : `const result = await ${call};`;
}

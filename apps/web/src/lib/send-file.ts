import type { OperationId, Problem } from '@strowger/contracts';

/** How far a file has come on its way to the server; undefined once all of it is there and worked on. */
export type Sent = { loaded: number; total: number } | undefined;

type SendOptions = {
  query: Record<string, string>;
  mediaType: string;
  onSent: (sent: Sent) => void;
  signal?: AbortSignal;
};

/**
 * Sends a file to an operation that takes one. By XMLHttpRequest, as fetch does not tell how much has been sent.
 * @throws an error that `problemOf` reads
 */
export function sendFile<Result>(
  operation: OperationId,
  file: Blob,
  { query, mediaType, onSent, signal }: SendOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/stream/${operation}?${new URLSearchParams(query)}`);
    request.setRequestHeader('content-type', mediaType);
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent({ loaded, total }));
    request.upload.addEventListener('load', () => onSent(undefined));
    const fail = (problem?: Problem) =>
      reject(Object.assign(new Error('not sent'), problem && { data: { problem } }));
    request.addEventListener('load', () => {
      const answer = readAnswer<Result>(request.responseText);
      if (answer && 'result' in answer) resolve(answer.result);
      else fail(answer?.problem);
    });
    request.addEventListener('error', () => fail());
    request.addEventListener('abort', () => fail());
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function readAnswer<Result>(text: string): { result: Result } | { problem: Problem } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

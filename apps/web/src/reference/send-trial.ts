import type { TryIt } from './operation-doc.ts';

export type Trial = {
  key: string;
  /** By name, path parameters and query alike; empty ones are not sent. */
  values: Record<string, string>;
  body: string;
  mediaType: string;
  ifMatch: string;
};

export type TrialAnswer = {
  status: number;
  ms: number;
  headers: [name: string, value: string][];
  body: string;
  idempotencyKey: string | undefined;
};

/** Sends one request to the page's own origin. @throws TypeError where the server cannot be reached */
export async function sendTrial(spec: TryIt, trial: Trial): Promise<TrialAnswer> {
  const idempotencyKey = spec.takesKey ? crypto.randomUUID() : undefined;
  const headers = new Headers({ authorization: `Bearer ${trial.key.trim()}` });
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (trial.ifMatch !== '') headers.set('if-match', trial.ifMatch);
  const init: RequestInit = { method: spec.method, headers, credentials: 'omit', cache: 'no-store' };
  if (spec.body !== undefined) {
    headers.set('content-type', trial.mediaType);
    init.body = trial.body;
  }
  const started = performance.now();
  const response = await fetch(addressOf(spec, trial.values), init);
  const text = await response.text();
  const ms = Math.round(performance.now() - started);
  return {
    status: response.status,
    ms,
    headers: [...response.headers],
    body: indented(text),
    idempotencyKey,
  };
}

function addressOf({ path, query }: TryIt, values: Record<string, string>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams();
  for (const { name } of query) if (values[name]) search.set(name, values[name]);
  return `/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

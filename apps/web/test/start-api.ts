import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { KeyScope } from '@strowger/contracts';
import { keyScopes } from '@strowger/contracts';
import { createKeyAuthenticator } from '@strowger/domain';
import { createTestDomain, type TestCustomer, type TestDomain } from '@strowger/testing/domain';
import { freePort } from '@strowger/testing/processes';
import { type Composition, createQuota } from '../src/compose.ts';
import { createFrontDoor } from '../src/front-door.ts';
import { createLog } from '../src/log.ts';
import { createRestApi } from '../src/rest/app.ts';
import { DocumentedAnswers } from './documented-answers.ts';

export type RunningApi = {
  domain: TestDomain;
  parts: Composition;
  url: string;
  port: number;
  /** Puts pages behind the front door. */
  serve(pages: (request: Request) => Promise<Response>): void;
  close(): Promise<void>;
};

/**
 * The front door on a real socket and a real database; the pages behind it are one line of HTML unless told otherwise.
 * Every answer is checked against the OpenAPI document: closing it fails if one stood outside.
 */
export async function startApi(requestsPerMinute = 1_000_000): Promise<RunningApi> {
  const domain = await createTestDomain();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const parts: Composition = {
    env: {
      DATABASE_URL: domain.deps.db.url,
      HOST: '127.0.0.1',
      PORT: port,
      STROWGER_MODE: 'demo',
      AUTH_SECRET: 'not used by the API',
      WEBHOOK_ALLOW_CIDRS: [],
      WEBHOOK_PORTS: [],
      TRUSTED_PROXY_CIDRS: [],
      RATE_LIMIT_PER_MINUTE: requestsPerMinute,
      LOG_LEVEL: 'silent',
      publicUrl: url,
    },
    deps: domain.deps,
    authenticateKey: createKeyAuthenticator(domain.deps),
    quota: createQuota(domain.deps, requestsPerMinute),
    log: createLog('web', 'silent'),
    close: async () => {},
  };
  let pages = async (_request: Request) =>
    new Response('<p>a page</p>', { headers: { 'content-type': 'text/html' } });
  const answers = new DocumentedAnswers(url);
  const server = createFrontDoor(
    parts,
    getRequestListener((request) => pages(request), { overrideGlobalObjects: false }),
    answers.watch(createRestApi(parts)),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const serve = (next: typeof pages) => {
    pages = next;
  };
  const close = async () => {
    await closeAll(server, domain);
    if (answers.faults.length > 0)
      throw new Error(`Answers outside of the document:\n${answers.faults.slice(0, 20).join('\n')}`);
  };
  return { domain, parts, url, port, serve, close };
}

async function closeAll(server: Server, domain: TestDomain): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await domain.close();
}

/** An API key of a customer; with every scope unless told otherwise. */
export async function makeKey(
  domain: TestDomain,
  customer: TestCustomer,
  scopes: readonly KeyScope[] = keyScopes,
): Promise<string> {
  const made = await domain.run(customer.caller, 'createApiKey', {
    customerId: customer.id,
    name: 'test',
    scopes: [...scopes],
  });
  return made.key as string;
}

import { createHmac } from 'node:crypto';
import {
  decodeId,
  type KeyScope,
  keyScopes,
  type OperationId,
  type OperationWireInput,
} from '@strowger/contracts';
import { type Db, openQueue } from '@strowger/db';
import {
  type Caller,
  createKeyring,
  createPlatform,
  type DomainDeps,
  execute,
  type OperatorRole,
  parseInput,
  type Result,
  type StreamedBody,
} from '@strowger/domain';
import { type DemoUser, demoCalls } from './calls.ts';
import { Random } from './random.ts';
import { ratesCsv } from './rates.ts';
import { type DemoCustomer, demoTree, platformPlans } from './tree.ts';

export type DemoCredentials = {
  operators: { email: string; password: string; role: OperatorRole; customerId: string }[];
  apiKeys: { name: string; key: string; customerId: string; scopes: KeyScope[] }[];
};

const CALLS = 5_000;
const DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Fills an empty database with the demo: a platform, resellers, end customers, plans at each level, 5,000 calls, and an
 * order on its way to the first reseller's inbox. The same secret and time give the same names, passwords and calls.
 */
export async function seedDemo(
  db: Db,
  options: { secret: string; now: Date; publicUrl?: string },
): Promise<DemoCredentials> {
  const faults: Error[] = [];
  const queue = await openQueue(db.url, { works: false, onError: (error) => faults.push(error) });
  try {
    const credentials = await new DemoSeed(db, queue, options).run();
    if (faults.length > 0) throw new AggregateError(faults, 'the queue of the demo failed');
    return credentials;
  } finally {
    await queue.stop();
  }
}

class DemoSeed {
  readonly #deps: DomainDeps;
  readonly #secret: string;
  readonly #now: Date;
  readonly #credentials: DemoCredentials = { operators: [], apiKeys: [] };
  readonly #users: DemoUser[] = [];

  constructor(
    db: Db,
    queue: DomainDeps['queue'],
    options: { secret: string; now: Date; publicUrl?: string },
  ) {
    this.#secret = options.secret;
    this.#now = options.now;
    this.#deps = {
      db,
      queue,
      clock: { now: () => new Date(options.now) },
      keyring: createKeyring(options.secret),
      publicUrl: options.publicUrl ?? 'http://127.0.0.1:3000',
      webhookPolicy: { allowCidrs: [], ports: [443] },
    };
  }

  async run(): Promise<DemoCredentials> {
    const platform = await createPlatform(this.#deps, {
      name: 'Strowger Wholesale',
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      country: 'NL',
      locale: 'en',
    });
    const [root] = (await this.#call(platform, 'getCustomers', { limit: '1' })).items;
    if (!root) throw new Error('the platform was not made');
    await this.#access(platform, root.id, 'platform', ['owner']);
    const plans = await this.#plans(platform, root.id, platformPlans);
    await this.#call(platform, 'createCallRecordSource', {
      customerId: root.id,
      name: 'core-1',
      format: 'ndjson',
    });
    for (const customer of demoTree) await this.#customer(platform, root.id, customer, plans);
    await this.#calls(platform);
    return this.#credentials;
  }

  #call<Id extends OperationId>(
    caller: Caller,
    id: Id,
    input: OperationWireInput<Id>,
    body?: StreamedBody,
  ): Promise<Result<Id>> {
    const run = execute(this.#deps, caller, id, parseInput(id, input), { requestId: 'demo' }, body);
    return run.then((executed) => executed.result);
  }

  async #customer(
    platform: Caller,
    parentId: string,
    demo: DemoCustomer,
    plans: Map<string, string>,
  ): Promise<void> {
    const { name, externalId, kind, currency, timeZone, country, contact } = demo;
    const made = await this.#call(platform, 'createCustomer', {
      parentId,
      name,
      externalId,
      kind,
      currency,
      timeZone,
      country,
      contact,
      defaultCallerId: demo.number,
      tariffplanId: plans.get(demo.buys),
    });
    if (demo.domain) {
      await this.#call(platform, 'createDomain', {
        customerId: made.id,
        domain: demo.domain,
        isDefault: true,
      });
    }
    for (const username of demo.users ?? []) await this.#user(platform, made.id, username, demo.number ?? '');
    if (kind === 'reseller') {
      await this.#access(platform, made.id, externalId, [
        'owner',
        ...(externalId === 'noordzee' ? (['viewer'] as const) : []),
      ]);
    }
    const own = await this.#plans(
      platform,
      made.id,
      (demo.sells ?? []).map((plan) => ({ ...plan, currency: made.currency })),
    );
    for (const child of demo.children ?? []) await this.#customer(platform, made.id, child, own);
    if (externalId === 'noordzee') await this.#orderAfterIngest(made.id);
  }

  async #user(platform: Caller, customerId: string, username: string, number: string): Promise<void> {
    const user = await this.#call(platform, 'createUser', {
      customerId,
      username,
      password: this.#password(`${customerId}/${username}`),
      displayName: username[0]?.toUpperCase() + username.slice(1),
      callerId: number,
    });
    this.#users.push({ address: `${username}@${user.domain}`, number, customer: customerId });
  }

  async #plans(
    platform: Caller,
    customerId: string,
    plans: { name: string; markup: number; currency: string }[],
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const validFrom = new Date(this.#now.getTime() - 2 * DAYS * DAY_MS);
    for (const { name, markup, currency } of plans) {
      const plan = await this.#call(platform, 'createTariffplan', {
        customerId,
        name,
        currency,
        validFrom: validFrom.toISOString(),
      });
      const csv = Buffer.from(ratesCsv(markup, validFrom));
      await this.#call(
        platform,
        'importRates',
        { tariffplanId: plan.id },
        { mediaType: 'text/csv', chunks: once(csv) },
      );
      ids.set(name, plan.id);
    }
    return ids;
  }

  async #access(
    platform: Caller,
    customerId: string,
    label: string,
    roles: readonly OperatorRole[],
  ): Promise<void> {
    for (const role of roles) {
      const email = role === 'owner' ? `owner@${label}.example` : `${role}@${label}.example`;
      const password = this.#password(email);
      await this.#call(platform, 'createOperator', {
        customerId,
        email,
        name: `${role} of ${label}`,
        role,
        password,
      });
      this.#credentials.operators.push({ email, password, role, customerId });
    }
    const scopes = [...keyScopes];
    const { key } = await this.#call(platform, 'createApiKey', { customerId, name: `${label} demo`, scopes });
    this.#credentials.apiKeys.push({ name: `${label} demo`, key: key ?? '', customerId, scopes });
  }

  async #calls(platform: Caller): Promise<void> {
    const calls = demoCalls(new Random(20_261_125), this.#users, CALLS, this.#now, DAYS);
    const ndjson = Buffer.from(calls.map((call) => JSON.stringify(call)).join('\n'));
    const body = { mediaType: 'application/x-ndjson', chunks: once(ndjson) };
    const result = await this.#call(platform, 'ingestCallRecords', { source: 'core-1' }, body);
    if (result.accepted !== CALLS) throw new Error(`of ${CALLS} demo calls ${result.accepted} were accepted`);
    for (const order of this.#orders) await order();
  }

  readonly #orders: (() => Promise<void>)[] = [];

  /** An order that the worker fulfils as soon as it starts: the main job is seen at work on the first sign-in. */
  async #orderAfterIngest(customerId: string): Promise<void> {
    const [row] = await this.#deps.db.rows<{ path: string }>('select path from customer where id = $1', [
      decodeId('customer', customerId),
    ]);
    const caller: Caller = {
      actor: { kind: 'system', name: 'demo' },
      customerId: decodeId('customer', customerId) as string,
      path: row?.path ?? '',
    };
    this.#orders.push(async () => {
      const inbox = await this.#call(caller, 'createInbox', { customerId });
      const from = new Date(this.#now.getTime() - 7 * DAY_MS).toISOString();
      await this.#call(caller, 'getCallRecords', { consumer: inbox.id, from });
    });
  }

  /** Words nobody can guess without the installation's secret, and the same each time. */
  #password(of: string): string {
    return `Demo-${createHmac('sha256', this.#secret).update(of).digest('base64url').slice(0, 16)}`;
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

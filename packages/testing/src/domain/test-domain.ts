import type { OperationId, OperationWireInput } from '@strowger/contracts';
import {
  type Caller,
  type CallMeta,
  createKeyring,
  createPlatform,
  type DomainDeps,
  execute,
  type Job,
  parseInput,
  type Result,
  type StreamedBody,
} from '@strowger/domain';
import { createTestDatabase } from '../database/index.ts';
import { TestClock } from './test-clock.ts';

/** The AUTH_SECRET of the tests, for processes that are started beside them. */
export const TEST_SECRET = 'a secret of the tests that has enough characters';

export type TestDomain = {
  deps: DomainDeps;
  clock: TestClock;
  /** What was enqueued, in order: the worker's tests use the real queue. */
  jobs: Job[];
  /** Acts for the root. */
  platform: Caller;
  /** Runs an operation by its wire input. */
  run<Id extends OperationId>(
    caller: Caller,
    id: Id,
    input: OperationWireInput<Id>,
    meta?: Partial<CallMeta>,
    body?: StreamedBody,
  ): Promise<Result<Id>>;
  close(): Promise<void>;
};

/** The domain on a database of its own, with a platform whose currency is EUR in Europe/Amsterdam. */
export async function createTestDomain(): Promise<TestDomain> {
  const database = await createTestDatabase();
  const clock = new TestClock();
  const jobs: Job[] = [];
  const deps: DomainDeps = {
    db: database.db,
    queue: {
      enqueue: async (_tx, job) => {
        jobs.push(job);
      },
    },
    clock,
    keyring: createKeyring(TEST_SECRET),
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: [], ports: [443] },
  };
  const platform = await createPlatform(deps, {
    name: 'Strowger Wholesale',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    country: 'NL',
    locale: 'en',
  });
  return {
    deps,
    clock,
    jobs,
    platform: operatorOf(platform.customerId, platform.path),
    run: async (caller, id, input, meta = {}, body) =>
      (await execute(deps, caller, id, parseInput(id, input), { requestId: 'test', ...meta }, body)).result,
    close: () => database.drop(),
  };
}

/** An owner who acts for a customer. */
export const operatorOf = (
  customerId: string,
  path: string,
  role: 'owner' | 'manager' | 'finance' | 'viewer' = 'owner',
): Caller => ({ actor: { kind: 'operator', id: customerId, name: 'Test Operator', role }, customerId, path });

import type { SetUp, SetUpState } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import type { z } from 'zod';
import { operatorModel } from '../access/operator-model.ts';
import { hashPassword } from '../access/password.ts';
import { storeOperator } from '../access/store-operator.ts';
import { claimGuess } from '../access/throttle.ts';
import { auditInsert } from '../core/audit.ts';
import type { Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { type ChangeContext, created } from '../core/write.ts';
import { equalText } from '../crypto/keyring.ts';
import { insertPlatform } from '../customers/create-platform.ts';

/**
 * What the server prints at its start, and who sets the platform up must know: without it, a stranger who finds the page first would
 * own the platform. Derived, so that every process of an installation prints the same; worth nothing once there is an operator.
 */
export const setUpToken = ({ keyring }: Pick<DomainDeps, 'keyring'>): string =>
  keyring.mac('set-up', 'the first operator');

/** Where the platform is set up. The token stands behind a #, which no browser sends. */
export const setUpAddress = (deps: Pick<DomainDeps, 'keyring' | 'publicUrl'>): string =>
  `${deps.publicUrl}/set-up#${setUpToken(deps)}`;

/** What is left to set up; undefined as soon as anybody can sign in. */
export async function readSetUp({ db }: Pick<DomainDeps, 'db'>): Promise<SetUpState | undefined> {
  const [row] = await db.rows<{ done: boolean; platform: boolean }>(
    `select exists (select from operator) as done, exists (select from customer where parent_id is null) as platform`,
  );
  return row?.done === false ? { needsPlatform: !row.platform } : undefined;
}

/**
 * Makes the platform's owner, and the platform itself where there is none, once in an installation's life: of two that come at
 * the same time, one is too late.
 * @throws DomainError validation (for `token` as well), gone once there is an operator, tooManyRequests
 */
export async function setUp(
  deps: DomainDeps,
  given: z.output<typeof SetUp>,
  { ip, requestId }: { ip: string; requestId: string },
): Promise<void> {
  const takeBack = await claimGuess(deps, { subject: `set-up from ${ip}`, ip });
  if (!equalText(given.token, setUpToken(deps)))
    throw invalid('token', 'is not the one that the server printed');
  const passwordHash = await hashPassword(given.password);
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await tx.rows('select pg_advisory_xact_lock(hashtext($1))', ['set-up']);
    if (await tx.operator.findFirst({ select: { id: true } })) {
      throw new DomainError('gone', 'The platform is set up already: sign in.');
    }
    const caller = (await findPlatform(tx)) ?? (await makePlatform(tx, given.platform, now));
    const audit: ChangeContext['audit'] = async (subject) =>
      tx.insertAtCommit(auditInsert({ ...subject, caller, operation: 'setUp', requestId, now }));
    const { customerId } = caller;
    const { email, name } = given;
    const id = await storeOperator(tx, { customerId, email, name, role: 'owner', passwordHash }, now);
    await created({ tx, caller, audit, meta: { requestId } }, operatorModel, id, caller);
  });
  await takeBack();
}

const actor = { kind: 'system', name: 'set-up' } as const;

async function findPlatform(tx: Tx): Promise<Caller | undefined> {
  const root = await tx.customer.findFirst({ where: { parentId: null }, select: { id: true, path: true } });
  return root ? { actor, customerId: root.id, path: root.path } : undefined;
}

function makePlatform(tx: Tx, given: z.output<typeof SetUp>['platform'], now: Date): Promise<Caller> {
  if (!given) throw invalid('platform', 'must be given, as there is no platform yet');
  return insertPlatform(tx, { locale: 'en', ...given }, now);
}

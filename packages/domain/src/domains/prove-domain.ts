import { Resolver } from 'node:dns/promises';
import type { Statements } from '@strowger/db';
import { changeAsSystem } from '../core/change-as-system.ts';
import type { DomainDeps } from '../core/context.ts';
import type { JobData } from '../core/jobs.ts';
import { type DomainRow, domainModel, proofOf } from './read-model.ts';
import { storeVerification, type Verification } from './store-verification.ts';

/** What looking for records needs: the TXT records of a name, each in its parts. @throws Error with a `code` of node:dns */
export type ProveDeps = DomainDeps & { resolveTxt: (name: string) => Promise<string[][]> };

/** @param servers `address:port` of those that are asked; the machine's where it is left out */
export const createTxtResolver =
  (servers?: readonly string[]): ProveDeps['resolveTxt'] =>
  (name) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (servers) resolver.setServers(servers);
    return resolver.resolveTxt(name);
  };

/** Seconds until the next look: a record that was just made is not seen everywhere at once. */
const NEXT_LOOK_SECONDS = [30, 120, 600, 3_600, 28_800];

/** Looks for the TXT record of a pending domain once, stores what it found, and has it looked for again where it makes sense. */
export async function proveDomain(
  deps: ProveDeps,
  { domainId, dueAt, looks }: JobData<'verifyDomain'>,
): Promise<void> {
  const domain = await readDue(deps.db, domainId, dueAt);
  if (!domain) return;
  const fault = await faultOf(deps, domain);
  const now = deps.clock.now();
  const seconds = NEXT_LOOK_SECONDS[looks];
  const next = fault !== undefined && seconds !== undefined ? new Date(now.getTime() + seconds * 1000) : null;
  const verification: Verification = {
    outcome: fault === undefined ? 'verified' : next ? 'waiting' : 'failed',
    detail: fault ?? 'The TXT record holds the value.',
    at: now.toISOString(),
    nextAt: next?.toISOString() ?? null,
  };
  await deps.db.transaction(async (tx) => {
    // It may have been approved, suspended, deleted or asked for anew meanwhile.
    if (!(await readDue(tx, domainId, dueAt, 'for update'))) return;
    await changeAsSystem(deps, tx, domainModel, domainId, 'domain proof', () =>
      storeVerification(tx, domainId, now, verification),
    );
    if (!next || seconds === undefined) return;
    const data = { domainId, dueAt: next.toISOString(), looks: looks + 1 };
    await deps.queue.enqueue(tx, { name: 'verifyDomain', data }, { startAfterSeconds: seconds });
  });
}

type Provable = Pick<DomainRow, 'domain' | 'proofToken'>;

/** The domain if this look is the one that it waits for. */
async function readDue(
  { prepared }: Statements,
  id: string,
  dueAt: string,
  lock: 'for update' | '' = '',
): Promise<Provable | undefined> {
  const [row] = await prepared<Provable>(
    `select domain, proof_token as "proofToken" from domain
     where id = $1 and status = 'pending' and verification ->> 'nextAt' = $2 ${lock}`,
    [id, dueAt],
  );
  return row;
}

/** Why the name is not proved; undefined if it is. */
async function faultOf({ resolveTxt }: ProveDeps, domain: Provable): Promise<string | undefined> {
  const { name, value } = proofOf(domain);
  try {
    const records = await resolveTxt(name);
    if (records.some((parts) => parts.join('') === value)) return undefined;
    return `${name} has ${records.length === 1 ? 'a TXT record that holds' : 'TXT records that hold'} something else.`;
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOTFOUND' || code === 'ENODATA'
      ? `${name} has no TXT record.`
      : `The name servers of ${name} do not answer (${code ?? 'no reason given'}).`;
  }
}

import type { Db } from '@strowger/db';
import { depthOf, pathIds } from '../core/tree-path.ts';
import type { ChargeLevel } from '../rating/charge-record.ts';
import type { PlanCache } from '../rating/plan-cache.ts';

type CustomerRow = { id: string; currency: string; tariffplanId: string | null };

/**
 * The levels that are charged for the calls of each payer, from the payer up to the source's customer, as the tree and
 * the plans stand now. What the source's customer pays to its own parent is no matter of this call.
 * @returns by the payer's path
 */
export async function findLevels(
  rows: Db['rows'],
  plans: PlanCache,
  sourcePath: string,
  payerPaths: Iterable<string>,
): Promise<Map<string, ChargeLevel[]>> {
  const idsByPath = new Map<string, string[]>();
  for (const path of payerPaths) {
    if (!idsByPath.has(path))
      idsByPath.set(
        path,
        pathIds(path)
          .slice(depthOf(sourcePath) - 1)
          .reverse(),
      );
  }
  const ids = [...new Set([...idsByPath.values()].flat())];
  const customers = await rows<CustomerRow>(
    `select id, currency, tariffplan_id as "tariffplanId" from customer where id = any($1)`,
    [ids],
  );
  const planIds = customers.map((customer) => customer.tariffplanId).filter((id) => id !== null);
  const planById = await plans.read(rows, [...new Set(planIds)]);
  const levelById = new Map(
    customers.map(({ id, currency, tariffplanId }): [string, ChargeLevel] => [
      id,
      { customerId: id, currency, plan: planById.get(tariffplanId ?? '') ?? null },
    ]),
  );
  const levelOf = (id: string): ChargeLevel => {
    const level = levelById.get(id);
    if (!level) throw new Error('a customer on the path of a payer is missing');
    return level;
  };
  return new Map([...idsByPath].map(([path, nodes]) => [path, nodes.map(levelOf)]));
}

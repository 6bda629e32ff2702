import { writeAudit } from '../core/audit.ts';
import type { Caller, OperatorRole } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { invalid, notFound } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { isWithin } from '../core/tree-path.ts';
import { hashPassword } from './password.ts';

export type NewOperator = {
  customerId: string;
  email: string;
  name: string;
  role: OperatorRole;
  password: string;
};

/** Makes a person who can sign in for a customer of the caller's scope. @returns the operator's uuid */
export async function createOperator(deps: DomainDeps, caller: Caller, given: NewOperator): Promise<string> {
  if (given.password.length < 12) throw invalid('password', 'must have at least 12 characters');
  const now = deps.clock.now();
  const id = newId(now);
  const passwordHash = await hashPassword(given.password);
  await deps.db.prisma.$transaction(async (tx) => {
    const owner = await tx.customer.findUnique({ where: { id: given.customerId } });
    if (!owner || !isWithin(owner.path, caller.path)) throw notFound('customer', 'customerId');
    const { email, name, role } = given;
    await tx.operator.create({
      data: {
        id,
        customerId: owner.id,
        email: email.toLowerCase(),
        name,
        role,
        passwordHash,
        createdAt: now,
        updatedAt: now,
      },
    });
    await writeAudit(tx, {
      caller,
      operation: 'system',
      requestId: id,
      now,
      kind: 'operator',
      id,
      customerId: owner.id,
      path: owner.path,
      before: null,
      after: { email, name, role },
    });
  });
  return id;
}

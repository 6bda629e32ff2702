import type { Operator } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import { newId } from '../core/new-id.ts';

type NewOperator = {
  customerId: string;
  email: string;
  name: string;
  role: Operator['role'];
  /** null: it is to set one by a link. */
  passwordHash: string | null;
};

/** Stores a new operator; emails are told apart without case. @returns its id */
export async function storeOperator(tx: Tx, { email, ...operator }: NewOperator, now: Date): Promise<string> {
  const id = newId(now);
  await tx.operator.create({
    data: { id, ...operator, email: email.toLowerCase(), createdAt: now, updatedAt: now },
  });
  return id;
}

import type { Tx } from '@strowger/db';

type Fields = Parameters<Tx['operator']['update']>[0]['data'];

/** Gives an operator its next version, for what was changed of it here or beside its row. */
export async function bumpOperator(
  { tx, now }: { tx: Tx; now: Date },
  operatorId: string,
  data: Fields = {},
): Promise<void> {
  await tx.operator.update({
    where: { id: operatorId },
    data: { ...data, version: { increment: 1 }, updatedAt: now },
  });
}

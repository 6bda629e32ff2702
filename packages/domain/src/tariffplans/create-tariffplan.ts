import { Prisma } from '@strowger/db';
import type { MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { tariffplanModel } from './read-model.ts';
import { storeTerms } from './store-terms.ts';

export const createTariffplan: MutationHandler<'createTariffplan'> = async (context, input) => {
  const { tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  if (owner.kind === 'end') throw invalid('customerId', 'names an end customer, which sells to nobody');
  const validFrom = input.validFrom ?? now;
  requirePeriod(validFrom, input.validTo ?? null);

  const id = newId(now);
  await tx.tariffplan.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      externalId: input.externalId ?? null,
      name: input.name,
      currency: input.currency ?? owner.currency,
      roundingMode: input.roundingMode ?? 'up',
      roundingDecimals: input.roundingDecimals ?? 4,
      offPeak: input.offPeak ?? Prisma.DbNull,
      minMarginPercent: input.minMarginPercent ?? null,
      validFrom,
      validTo: input.validTo ?? null,
      createdAt: now,
      updatedAt: now,
    },
  });
  await storeTerms(context, id);
  return created(context, tariffplanModel, id, { customerId: owner.id, path: owner.path });
};

/** @throws DomainError validation where a period ends before it begins */
export function requirePeriod(validFrom: Date, validTo: Date | null): void {
  if (validTo !== null && validTo <= validFrom) throw invalid('validTo', 'must lie after validFrom');
}

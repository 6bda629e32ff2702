import { encodeId, encodeIdOrNull } from '@strowger/contracts';
import type { MutationContext, Page, QueryContext } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { type Parameters, type ReadModel, readOne, readPage } from '../core/read.ts';
import { changed, created, deleted, lockRow } from '../core/write.ts';
import { holdOwner, requireListOwner, type ThingOwner } from './owner.ts';

/** What every row of an owned thing has. */
export type OwnedRow = ThingOwner & {
  id: string;
  externalId: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The columns of an owned row, for a model. */
export const ownedColumns: Record<keyof OwnedRow, string> = {
  id: 't.id',
  customerId: 't.customer_id',
  userId: 't.user_id',
  path: 't.path',
  externalId: 't.external_id',
  version: 't.version',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
};

/** Their wire form. */
export const presentOwned = (row: OwnedRow) => ({
  customerId: encodeId('customer', row.customerId),
  userId: encodeIdOrNull('user', row.userId),
  externalId: row.externalId,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

type OwnerInput = {
  customerId?: string | undefined;
  userId?: string | undefined;
  externalId?: string | null | undefined;
};

/** The columns that a creation sets for every owned thing. */
export type OwnedData = {
  id: string;
  customerId: string;
  userId: string | null;
  path: string;
  externalId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The rules of one owned thing; what they have in common stands below, once. */
export type OwnedRules<
  Row extends OwnedRow,
  Wire extends object,
  Create extends OwnerInput,
  Update,
  Filters,
> = {
  model: ReadModel<Row, Wire>;
  /** Checks a creation and stores it with `base`. */
  insert(
    context: MutationContext,
    base: OwnedData,
    input: Omit<Create, 'customerId' | 'userId' | 'externalId'>,
  ): Promise<void>;
  /** Checks a change of the locked row and stores it; `touch` are the columns that every change sets. */
  update(context: MutationContext, before: Row, input: Update, touch: Touch): Promise<void>;
  /** Refuses where something depends on it, and removes it. */
  remove(context: MutationContext, before: Row): Promise<void>;
  /** Refuses a change or deletion of what somebody above has set. */
  guard?(context: MutationContext, before: Row): void;
  where(parameters: Parameters, filters: Filters): (string | undefined | false)[];
};

type Touch = { version: { increment: 1 }; updatedAt: Date };
type ListInput = { limit?: number | undefined; cursor?: string | undefined; externalId?: string | undefined };

/** The operations of an owned thing, from its rules. */
export function ownedOperations<
  Row extends OwnedRow,
  Wire extends object,
  Create extends OwnerInput,
  Update,
  Filters,
>(rules: OwnedRules<Row, Wire, Create, Update, Filters>) {
  const { model } = rules;

  const lock = async (context: MutationContext, id: string) => {
    const before = await lockRow(context, model, id);
    rules.guard?.(context, before);
    return before;
  };

  return {
    get: (context: QueryContext, id: string): Promise<Wire> => readOne(context, model, id),

    create: async (context: MutationContext, input: Create): Promise<Wire> => {
      const { customerId, userId, externalId, ...fields } = input;
      const owner = await holdOwner(context, { customerId, userId });
      const { now } = context;
      const base = {
        id: newId(now),
        ...owner,
        externalId: externalId ?? null,
        createdAt: now,
        updatedAt: now,
      };
      await rules.insert(context, base, fields);
      return created(context, model, base.id, owner);
    },

    update: async (context: MutationContext, id: string, input: Update): Promise<Wire> => {
      const before = await lock(context, id);
      await rules.update(context, before, input, { version: { increment: 1 }, updatedAt: context.now });
      return changed(context, model, before, before);
    },

    delete: async (context: MutationContext, id: string): Promise<null> => {
      const before = await lock(context, id);
      await rules.remove(context, before);
      return deleted(context, model, before, before);
    },

    /** The things of a customer (those of its users included) or of a user, in the order of their creation. */
    list: async (
      context: QueryContext,
      owner: { customerId: string } | { userId: string },
      input: ListInput & Filters,
    ): Promise<Page<Wire>> => {
      const owned = await requireListOwner(context, owner);
      const { limit, cursor, ...fingerprint } = input;
      return readPage(context, model, {
        limit,
        cursor,
        fingerprint: [owner, fingerprint],
        sort: { sql: 't.id', type: 'uuid' },
        where: (p) => [
          owned((value) => p.add(value)),
          input.externalId && `t.external_id = ${p.add(input.externalId)}`,
          ...rules.where(p, input),
        ],
      });
    },
  };
}

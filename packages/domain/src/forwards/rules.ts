import type { Forward, OperationInput } from '@strowger/contracts';
import { Prisma } from '@strowger/db';
import { compact } from '../core/compact.ts';
import type { MutationContext } from '../core/context.ts';
import type { OwnedRow, OwnedRules } from '../owned/owned-resource.ts';
import { parseReference, refuseWhileReferred, requireReference } from '../owned/reference.ts';
import { type ForwardRow, forwardModel } from './read-model.ts';
import { refuseLoop } from './refuse-loop.ts';

type Create = OperationInput<'createForward'>;
type Update = Omit<OperationInput<'updateForward'>, 'forwardId'>;
type Filters = { condition?: Forward['condition'] | undefined; enabled?: boolean | undefined };

export const forwardRules: OwnedRules<ForwardRow, Forward, Create, Update, Filters> = {
  model: forwardModel,

  async insert(context, base, input) {
    await context.tx.forward.create({
      data: {
        ...base,
        ...(await targetColumns(context, base, input.target)),
        condition: input.condition,
        callSource: input.callSource ?? 'any',
        ringSeconds: input.ringSeconds ?? 20,
        keepCallerId: input.keepCallerId ?? true,
        ...(input.schedule && { schedule: input.schedule }),
        priority: input.priority ?? 0,
        enabled: input.enabled ?? true,
      },
    });
  },

  async update(context, before, { target, schedule, ...fields }, touch) {
    await context.tx.forward.update({
      where: { id: before.id },
      data: {
        ...compact(fields),
        ...(target !== undefined && (await targetColumns(context, before, target))),
        ...(schedule !== undefined && { schedule: schedule ?? Prisma.DbNull }),
        ...touch,
      },
    });
  },

  async remove(context, { id }) {
    await refuseWhileReferred(context, 'forward', id, [{ kind: 'extension', column: 'target_forward_id' }]);
    await context.tx.forward.delete({ where: { id } });
  },

  where: (p, { condition, enabled }) => [
    condition && `t.condition = ${p.add(condition)}::forward_condition`,
    enabled !== undefined && `t.enabled = ${p.add(enabled)}`,
  ],
};

/** The one column of the target, and null in the others. @throws DomainError notFound, validation */
async function targetColumns(
  context: MutationContext,
  owner: Pick<OwnedRow, 'userId' | 'path'>,
  target: string,
) {
  const columns = {
    targetNumber: null,
    targetUserId: null,
    targetDestinationId: null,
    targetExtensionId: null,
  };
  const isNumber = target.startsWith('+');
  const reference = isNumber ? null : parseReference(target, ['user', 'destination', 'extension']);
  if (reference) await requireReference(context, reference.kind, reference.id, 'target', owner.path);
  const idOf = (kind: string) => (reference?.kind === kind ? reference.id : null);
  if (owner.userId !== null) {
    const number = isNumber ? target : null;
    await refuseLoop(context, owner.userId, { userId: idOf('user'), extensionId: idOf('extension'), number });
  }
  if (isNumber) return { ...columns, targetNumber: target };
  return {
    ...columns,
    targetUserId: idOf('user'),
    targetDestinationId: idOf('destination'),
    targetExtensionId: idOf('extension'),
  };
}

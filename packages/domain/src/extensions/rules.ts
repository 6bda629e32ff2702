import type { Extension, OperationInput } from '@strowger/contracts';
import { Prisma } from '@strowger/db';
import { compact } from '../core/compact.ts';
import type { MutationContext } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import type { OwnedRules } from '../owned/owned-resource.ts';
import { parseReference, refuseWhileReferred, requireReference } from '../owned/reference.ts';
import { numberToInteger } from './number.ts';
import { type ExtensionRow, extensionModel } from './read-model.ts';
import { requireAllotted } from './require-allotted.ts';
import { type ExtensionFields, numberSpan, requireOfDirection, requireTreatment } from './shape.ts';

type Create = OperationInput<'createExtension'>;
type Update = Omit<OperationInput<'updateExtension'>, 'extensionId'>;
type Filters = {
  direction?: Extension['direction'] | undefined;
  status?: Extension['status'] | undefined;
  number?: string | undefined;
};

export const extensionRules: OwnedRules<ExtensionRow, Extension, Create, Update, Filters> = {
  model: extensionModel,

  async insert(context, base, { direction, status, ...fields }) {
    requireOfDirection(direction, fields);
    const special =
      direction === 'inbound'
        ? await inboundColumns(context, base.path, fields)
        : await outboundColumns(context, base.path, fields);
    await context.tx.extension.create({
      data: {
        ...base,
        ...special,
        direction,
        status: status ?? 'active',
        ...(fields.emergencyAddress && { emergencyAddress: fields.emergencyAddress }),
      },
    });
  },

  async update(context, before, { status, externalId, emergencyAddress, ...fields }, touch) {
    requireOfDirection(before.direction, fields);
    const whole = { ...fieldsOf(before), ...compact(fields) };
    const special =
      before.direction === 'inbound'
        ? await inboundColumns(context, before.path, withOneSpan(whole, fields))
        : await outboundColumns(context, before.path, whole);
    await context.tx.extension.update({
      where: { id: before.id },
      data: {
        ...special,
        ...compact({ status, externalId }),
        ...(emergencyAddress !== undefined && { emergencyAddress: emergencyAddress ?? Prisma.DbNull }),
        ...touch,
      },
    });
  },

  async remove(context, { id }) {
    await refuseWhileReferred(context, 'extension', id, [{ kind: 'forward', column: 'target_extension_id' }]);
    await context.tx.extension.delete({ where: { id } });
  },

  where: (p, { direction, status, number }) => {
    const digits = number && p.add(numberToInteger(number).toString());
    return [
      direction && `t.direction = ${p.add(direction)}::extension_direction`,
      status && `t.status = ${p.add(status)}::extension_status`,
      digits && `${digits}::bigint between t.first_number and t.last_number`,
    ];
  },
};

function fieldsOf(row: ExtensionRow): ExtensionFields {
  const { number, rangeStart, rangeEnd, targetId, ...rest } = extensionModel.present(row);
  const { ringSeconds, maxCalls, dialPattern, stripDigits, prepend, callerId, priority } = rest;
  const own = { ringSeconds, maxCalls, dialPattern, stripDigits, prepend, callerId, priority };
  return { number, rangeStart, rangeEnd, targetId, ...own, destinationId: row.destinationId };
}

/** A new single number takes the place of a range, and the other way round. */
function withOneSpan(whole: ExtensionFields, change: ExtensionFields): ExtensionFields {
  if (change.number)
    return { ...whole, rangeStart: change.rangeStart ?? null, rangeEnd: change.rangeEnd ?? null };
  return change.rangeStart || change.rangeEnd ? { ...whole, number: null } : whole;
}

async function inboundColumns(context: MutationContext, ownerPath: string, fields: ExtensionFields) {
  const span = numberSpan(fields);
  if (!fields.targetId) throw invalid('targetId', 'must be given');
  const target = parseReference(fields.targetId, ['user', 'destination', 'forward']);
  await requireReference(context, target.kind, target.id, 'targetId', ownerPath);
  await requireAllotted(context, ownerPath, span);
  const at = (kind: typeof target.kind) => (target.kind === kind ? target.id : null);
  return {
    firstNumber: span.first,
    lastNumber: span.last,
    targetUserId: at('user'),
    targetDestinationId: at('destination'),
    targetForwardId: at('forward'),
    ringSeconds: fields.ringSeconds ?? null,
    maxCalls: fields.maxCalls ?? null,
  };
}

async function outboundColumns(context: MutationContext, ownerPath: string, fields: ExtensionFields) {
  requireTreatment(fields);
  const { destinationId } = fields;
  if (destinationId)
    await requireReference(context, 'destination', destinationId, 'destinationId', ownerPath);
  return {
    dialPattern: fields.dialPattern ?? null,
    stripDigits: fields.stripDigits ?? 0,
    prepend: fields.prepend ?? null,
    callerId: fields.callerId ?? null,
    destinationId: destinationId ?? null,
    priority: fields.priority ?? 0,
  };
}

import { type OperationId, operationIds, operationOf } from '@strowger/contracts';

/** Which words call an operation, as in `strowger customers create`. */
export type CommandName = { group: string; verb: string };

const kebab = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');

/**
 * The one rule. The group is the first segment of the path. The verb is
 * - the operationId's own (get, create, update; `list` for a get of many) where the path ends in the group or in one of it,
 * - what stands behind that, where it is one segment that is read or that the operationId begins with
 *   (`/customers/{customerId}/users`: customers users; `/consumers/{consumerId}/verify`: consumers verify),
 * - else the operationId in words (`createRate` at `/tariffplans/{tariffplanId}/rates`: tariffplans create-rate).
 */
export function commandName(id: OperationId): CommandName {
  const { path, method, output } = operationOf(id);
  const [group = '', ...rest] = path.split('/').slice(1);
  const tail = rest.filter((segment) => !segment.startsWith('{'));
  const words = kebab(id);
  const [segment] = tail;
  if (segment === undefined) {
    const verb = words.split('-')[0] as string;
    return { group, verb: verb === 'get' && output.shape === 'list' ? 'list' : verb };
  }
  const speaks = method === 'GET' || words.startsWith(`${segment}-`);
  return { group, verb: tail.length === 1 && speaks ? segment : words };
}

/** The usual ones first, in this order; the rest as the registry has them. */
const usual = ['list', 'get', 'create', 'update', 'delete'];
const place = ({ verb }: { verb: string }): number =>
  usual.includes(verb) ? usual.indexOf(verb) : usual.length;

/** All commands of the registry, by their group. */
export function commandsByGroup(): Map<string, { id: OperationId; verb: string }[]> {
  const groups = new Map<string, { id: OperationId; verb: string }[]>();
  for (const id of operationIds) {
    const { group, verb } = commandName(id);
    groups.set(group, [...(groups.get(group) ?? []), { id, verb }]);
  }
  for (const commands of groups.values()) commands.sort((a, b) => place(a) - place(b));
  return groups;
}

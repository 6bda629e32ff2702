import { encodeId, type KeyScope, type Operation } from '@strowger/contracts';
import { DomainError } from './domain-error.ts';

export type OperatorRole = 'owner' | 'manager' | 'finance' | 'viewer';

export type Actor =
  | { kind: 'operator'; id: string; name: string; role: OperatorRole; sessionId?: string }
  | { kind: 'apiKey'; id: string; name: string; scopes: ReadonlySet<KeyScope> }
  | { kind: 'system'; name: string };

/** Who acts, and for which customer: its `path` is the scope, and nothing outside of it exists for this caller. */
export type Caller = { actor: Actor; customerId: string; path: string };

const everything: Record<Operation['area'], 'write' | 'read' | 'none'> = {
  provisioning: 'write',
  tariffs: 'write',
  records: 'write',
  access: 'write',
};

const rights: Record<OperatorRole, typeof everything> = {
  owner: everything,
  manager: { provisioning: 'write', tariffs: 'write', records: 'write', access: 'none' },
  finance: { provisioning: 'read', tariffs: 'write', records: 'write', access: 'none' },
  viewer: { provisioning: 'read', tariffs: 'read', records: 'read', access: 'none' },
};

/** What a right is judged by. */
export type Wanted = Pick<Operation, 'scope' | 'area' | 'kind'>;

/** @throws DomainError missingScope or missingRole */
export function authorize(caller: Caller, operation: Wanted): void {
  const { actor } = caller;
  if (actor.kind === 'apiKey' && !actor.scopes.has(operation.scope)) {
    throw new DomainError('missingScope', `The API key lacks the scope ${operation.scope}.`);
  }
  if (actor.kind === 'operator' && !mayOperate(actor.role, operation)) {
    throw new DomainError('missingRole', `The role ${actor.role} does not allow this.`);
  }
}

/** Whether a caller may call an operation: what is told beside the way is told to whom it belongs. */
export const mayCall = ({ actor }: Caller, operation: Operation): boolean =>
  actor.kind === 'apiKey'
    ? actor.scopes.has(operation.scope)
    : actor.kind === 'system' || mayOperate(actor.role, operation);

/** Whether a role may call an operation: what the console shows, and what the server allows. */
export function mayOperate(role: OperatorRole, operation: Pick<Wanted, 'area' | 'kind'>): boolean {
  const right = rights[role][operation.area];
  return right === 'write' || (right === 'read' && operation.kind === 'query');
}

/** The id that idempotency keys and request limits are kept by. */
export const actorId = (actor: Actor): string =>
  actor.kind === 'system' ? '00000000-0000-0000-0000-000000000000' : actor.id;

/** How an actor is named in what it leaves behind: its wire id, or what of the product it is. */
export const actorReference = (actor: Actor): string =>
  actor.kind === 'system' ? actor.name : encodeId(actor.kind, actor.id);

import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Destination, OperationInput } from '@strowger/contracts';
import { compact } from '../core/compact.ts';
import { invalid } from '../core/domain-error.ts';
import { depthOf } from '../core/tree-path.ts';
import { isPublicAddress } from '../delivery/public-address.ts';
import { privateNames } from '../delivery/target.ts';
import type { OwnedRules } from '../owned/owned-resource.ts';
import { refuseWhileReferred } from '../owned/reference.ts';
import { type DestinationRow, destinationModel } from './read-model.ts';

type Create = OperationInput<'createDestination'>;
type Update = Omit<OperationInput<'updateDestination'>, 'destinationId'>;
type Filters = { enabled?: boolean | undefined };

export const destinationRules: OwnedRules<DestinationRow, Destination, Create, Update, Filters> = {
  model: destinationModel,

  async insert({ tx }, base, input) {
    requireReachable(base.path, input.host);
    const transport = input.transport ?? 'udp';
    requireRegistrable(input.register ?? false, input.auth ?? null);
    await tx.destination.create({
      data: {
        ...base,
        name: input.name,
        host: input.host,
        port: input.port ?? (transport === 'tls' ? 5061 : 5060),
        transport,
        srtp: input.srtp ?? 'off',
        uriUser: input.uriUser ?? null,
        numberFormat: input.numberFormat ?? 'e164',
        techPrefix: input.techPrefix ?? null,
        codecs: input.codecs ?? [],
        ...authColumns(input.auth ?? null),
        register: input.register ?? false,
        registerExpiresSeconds: input.registerExpiresSeconds ?? 3600,
        priority: input.priority ?? 0,
        weight: input.weight ?? 100,
        maxCalls: input.maxCalls ?? null,
        callsPerSecond: input.callsPerSecond ?? null,
        ringSeconds: input.ringSeconds ?? 60,
        probe: input.probe ?? false,
        enabled: input.enabled ?? true,
      },
    });
  },

  async update({ tx }, before, { auth, ...fields }, touch) {
    if (fields.host !== undefined) requireReachable(before.path, fields.host);
    const authAfter = auth === undefined ? before.authUsername : auth;
    requireRegistrable(fields.register ?? before.register, authAfter);
    await tx.destination.update({
      where: { id: before.id },
      data: { ...compact(fields), ...(auth !== undefined && authColumns(auth)), ...touch },
    });
  },

  async remove(context, { id }) {
    await refuseWhileReferred(context, 'destination', id, [
      { kind: 'extension', column: 'destination_id' },
      { kind: 'extension', column: 'target_destination_id' },
      { kind: 'forward', column: 'target_destination_id' },
    ]);
    await context.tx.destination.delete({ where: { id } });
  },

  where: (p, { enabled }) => [enabled !== undefined && `t.enabled = ${p.add(enabled)}`],
};

/** A private or loopback host would let a customer send SIP into our own network: only the platform's own may. */
function requireReachable(ownerPath: string, host: string): void {
  const isPrivate = isIP(host) === 0 ? privateNames.test(host) : !isPublicAddress(host);
  if (isPrivate && depthOf(ownerPath) > 1)
    throw invalid('host', 'must be on the public internet', 'forbiddenTarget');
}

function requireRegistrable(register: boolean, auth: unknown): void {
  if (register && auth === null)
    throw invalid('auth', 'must be given where the destination is registered at');
}

/** The password is kept as its digest for the realm (RFC 2617): it can answer challenges, and cannot be read. */
function authColumns(auth: { username: string; realm: string; password: string } | null) {
  if (auth === null) return { authUsername: null, authRealm: null, authHa1: null };
  const { username, realm, password } = auth;
  const authHa1 = createHash('md5').update(`${username}:${realm}:${password}`).digest('hex');
  return { authUsername: username, authRealm: realm, authHa1 };
}

import { type Destination, encodeId } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';
import { type OwnedRow, ownedColumns, presentOwned } from '../owned/owned-resource.ts';

/** What changes without a change of the destination itself: see live-state.ts. */
export type StateFields = Pick<Destination, 'state' | 'stateSince'>;
const notAsked: StateFields = { state: 'unknown', stateSince: null };

type Own = Omit<Destination, keyof ReturnType<typeof presentOwned> | keyof StateFields | 'id' | 'auth'>;
export type DestinationRow = OwnedRow & Own & { authUsername: string | null; authRealm: string | null };

/** The digest of the password is no column of this model: it leaves nowhere. */
export const destinationModel: ReadModel<DestinationRow, Destination> = {
  kind: 'destination',
  from: 'destination t',
  path: 't.path',
  columns: {
    ...ownedColumns,
    name: 't.name',
    host: 't.host',
    port: 't.port',
    transport: 't.transport',
    srtp: 't.srtp',
    uriUser: 't.uri_user',
    numberFormat: 't.number_format',
    techPrefix: 't.tech_prefix',
    codecs: 't.codecs',
    authUsername: 't.auth_username',
    authRealm: 't.auth_realm',
    register: 't.register',
    registerExpiresSeconds: 't.register_expires_seconds',
    priority: 't.priority',
    weight: 't.weight',
    maxCalls: 't.max_calls',
    callsPerSecond: 't.calls_per_second',
    ringSeconds: 't.ring_seconds',
    probe: 't.probe',
    enabled: 't.enabled',
  },
  present: (row) => ({
    id: encodeId('destination', row.id),
    ...presentOwned(row),
    name: row.name,
    host: row.host,
    port: row.port,
    transport: row.transport,
    srtp: row.srtp,
    uriUser: row.uriUser,
    numberFormat: row.numberFormat,
    techPrefix: row.techPrefix,
    codecs: row.codecs,
    auth: row.authUsername === null ? null : { username: row.authUsername, realm: row.authRealm ?? '' },
    register: row.register,
    registerExpiresSeconds: row.registerExpiresSeconds,
    priority: row.priority,
    weight: row.weight,
    maxCalls: row.maxCalls,
    callsPerSecond: row.callsPerSecond,
    ringSeconds: row.ringSeconds,
    probe: row.probe,
    enabled: row.enabled,
    ...notAsked,
  }),
};

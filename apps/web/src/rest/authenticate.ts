import type { KeyScope } from '@strowger/contracts';
import { type Caller, DomainError } from '@strowger/domain';
import type { Composition } from '../compose.ts';
import type { RestRequest } from './message.ts';

/**
 * The caller of a REST request: a bearer API key, and nothing else. Only what switches ask (mod_json_cdr, mod_xml_curl, res_config_curl) takes it
 * as the password of basic authentication too, as they know no other way.
 */
export async function authenticate(
  { authenticateKey }: Pick<Composition, 'authenticateKey'>,
  { scope }: { scope: KeyScope },
  request: RestRequest,
): Promise<Caller> {
  const key = givenKey(request.header('authorization') ?? '', ofSwitches.has(scope));
  const caller = key === undefined ? undefined : await authenticateKey(key, request.address);
  if (!caller) throw new DomainError('unauthorized', 'A valid API key must be given as a bearer token.');
  return caller;
}

const ofSwitches: ReadonlySet<KeyScope> = new Set(['records:ingest', 'sip-credentials:read']);

function givenKey(header: string, basicAllowed: boolean): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (bearer !== undefined || !basicAllowed) return bearer;
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header)?.[1];
  return basic && Buffer.from(basic, 'base64').toString('utf8').split(':').at(1);
}

import type { SipUser } from '@strowger/domain';
import type { Lookup } from './read-lookup.ts';

type Pair = readonly [name: string, value: string | number | undefined];

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\uFFFE': '',
  '\uFFFF': '',
};
const quoted = (text: string): string => text.replaceAll(/[&<>"'\uFFFE\uFFFF]/g, (sign) => signs[sign] ?? '');

/** FreeSWITCH expands `${…}` in the values of variables, functions that run commands among them. */
const withoutExpansion = (text: string): string => text.replaceAll(/[${}[\]]/g, '');

const wrapped = (tag: string, content: string): string =>
  content === '' ? '' : `<${tag}>${content}</${tag}>`;

const pairs = (tag: 'param' | 'variable', list: readonly Pair[]): string =>
  wrapped(
    `${tag}s`,
    list
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `<${tag} name="${name}" value="${quoted(String(value))}"/>`)
      .join(''),
  );

const inSection = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<document type="freeswitch/xml"><section name="${name}">${content}</section></document>\n`;

/** What FreeSWITCH takes for "I do not know": it looks into its own files then. */
export const notFoundDocument = inSection('result', '<result status="not found"/>');

/** FreeSWITCH fills it in. */
const variable = (name: string): string => `\${${name}}`;
const dialedAddress = `${variable('dialed_user')}@${variable('dialed_domain')}`;

/** How `user/NAME@DOMAIN` is dialled: wherever the user is registered. */
const DIAL_STRING = `{^^:sip_invite_domain=${variable('dialed_domain')}:presence_id=${dialedAddress}}${variable(`sofia_contact(*/${dialedAddress})`)}`;

/** A domain without its users: who asks for them all wants addresses that need no digest, and there are none. */
export const domainDocument = (domain: string): string => inSection('directory', inDomain(domain, ''));

const inDomain = (domain: string, content: string): string =>
  `<domain name="${quoted(domain)}">${pairs('param', [['dial-string', DIAL_STRING]])}${content}</domain>`;

/** One user, with the digest only where a phone is to be authenticated. */
export function userDocument(user: SipUser, lookup: Lookup, context: string): string {
  const params = pairs('param', paramsOf(user, lookup));
  const variables = pairs('variable', variablesOf(user, context));
  const element = `<user id="${quoted(user.username)}">${params}${variables}</user>`;
  const group = `<groups><group name="default"><users>${element}</users></group></groups>`;
  return inSection('directory', inDomain(user.domain, group));
}

const secureMedia = { off: undefined, optional: 'optional', required: 'mandatory' } as const;

/** `dial-var-…` becomes a variable of the leg to the user. */
const paramsOf = (user: SipUser, { authenticates, registers }: Lookup): Pair[] => [
  ['a1-hash', authenticates ? user.ha1 : undefined],
  ['allow-empty-password', 'false'],
  ['sip-forbid-register', registers && !user.registrationAllowed ? 'true' : undefined],
  ['max-registrations-per-extension', user.maxRegistrations],
  ['dial-var-absolute_codec_string', user.codecs.join(',')],
  ['dial-var-rtp_secure_media', secureMedia[user.srtp]],
];

function variablesOf(user: SipUser, context: string): Pair[] {
  const isShown = user.callerIdPresentation === 'allowed';
  const number = isShown ? user.callerId : 'anonymous';
  const name = isShown ? withoutExpansion(user.displayName ?? '') : 'Anonymous';
  return [
    ['accountcode', user.userId],
    ['user_context', context],
    ['effective_caller_id_name', name],
    ['effective_caller_id_number', number ?? undefined],
    ['outbound_caller_id_name', name],
    ['outbound_caller_id_number', number ?? undefined],
    ['absolute_codec_string', user.codecs.join(',')],
    ['rtp_secure_media', secureMedia[user.srtp]],
    ['strowger_user_id', user.userId],
    ['strowger_customer_id', user.customerId],
    ['strowger_caller_id', user.callerId ?? undefined],
    ['strowger_caller_id_presentation', user.callerIdPresentation],
    ['strowger_max_calls', user.maxCalls ?? -1],
    ['strowger_transport', user.transport],
  ];
}

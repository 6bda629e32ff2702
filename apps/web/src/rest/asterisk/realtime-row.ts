import type { SipUser } from '@strowger/domain';

type Place = { id: string; context: string };
type Pair = readonly [name: string, value: string | number | undefined | null];

const codecNames = {
  PCMA: 'alaw',
  PCMU: 'ulaw',
  G722: 'g722',
  G729: 'g729',
  OPUS: 'opus',
  GSM: 'gsm',
  iLBC: 'ilbc',
} as const satisfies Record<SipUser['codecs'][number], string>;

/** What a call may use whose user has none of its own. */
const CODECS = ['PCMA', 'PCMU', 'G722'] as const;

const mediaEncryption = {
  off: [['media_encryption', 'no']],
  optional: [
    ['media_encryption', 'sdes'],
    ['media_encryption_optimistic', 'yes'],
  ],
  required: [['media_encryption', 'sdes']],
} as const satisfies Record<SipUser['srtp'], readonly Pair[]>;

/** Written with `%20` for a blank: Asterisk leaves a plus as it is. */
const row = (id: string, pairs: readonly Pair[]): string =>
  [['id', id] as Pair, ...pairs]
    .flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    .join('&');

/** `"Name" <number>`, as Asterisk takes it apart again. */
function callerIdOf({ displayName, callerId }: SipUser): string {
  const name = (displayName ?? '').replaceAll(/["<>\\]/g, '');
  return [name && `"${name}"`, callerId && `<${callerId}>`].filter(Boolean).join(' ');
}

const variablesOf = (user: SipUser): Pair[] =>
  Object.entries({
    STROWGER_USER_ID: user.userId,
    STROWGER_CUSTOMER_ID: user.customerId,
    STROWGER_MAX_CALLS: user.maxCalls ?? -1,
    STROWGER_TRANSPORT: user.transport,
  }).map(([name, value]) => ['set_var', `${name}=${value}`]);

/** The tables of res_pjsip. Without an aor nothing can register, and the user may call all the same. */
export const realtimeRow = {
  ps_endpoints: (user: SipUser, { id, context }: Place) =>
    row(id, [
      ['aors', user.registrationAllowed ? id : ''],
      ['auth', id],
      ['context', context],
      ['disallow', 'all'],
      ['allow', (user.codecs.length > 0 ? user.codecs : CODECS).map((name) => codecNames[name]).join(',')],
      ['accountcode', user.userId],
      ['callerid', callerIdOf(user)],
      ['callerid_privacy', user.callerIdPresentation === 'allowed' ? 'allowed' : 'prohib'],
      ...mediaEncryption[user.srtp],
      ['direct_media', 'no'],
      ['rtp_symmetric', 'yes'],
      ['force_rport', 'yes'],
      ['rewrite_contact', 'yes'],
      ...variablesOf(user),
    ]),
  ps_auths: (user: SipUser, { id }: Place) =>
    row(id, [
      ['auth_type', 'md5'],
      ['username', user.username],
      ['realm', user.domain],
      ['md5_cred', user.ha1],
    ]),
  ps_aors: (user: SipUser, { id }: Place) =>
    user.registrationAllowed
      ? row(id, [
          ['max_contacts', user.maxRegistrations],
          ['remove_existing', 'no'],
        ])
      : '',
} as const;

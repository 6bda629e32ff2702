import { isIP } from 'node:net';
import { resolve } from 'node:path';

export type Mode = 'demo' | 'production';

export type ServeEnvironment = {
  /** undefined: 3000, or the next free one */
  port: number | undefined;
  host: string;
  /** undefined: made of host and port */
  publicUrl: string | undefined;
  /** undefined: the embedded PostgreSQL */
  databaseUrl: string | undefined;
  dataDir: string;
  mode: Mode;
  /** undefined: made once and kept in dataDir (demo only) */
  authSecret: string | undefined;
  webhookAllowCidrs: string | undefined;
};

const PORT_MAX = 65_535;
const SECRET_CHARACTERS_MIN = 32;

/**
 * What `npm start` is told by its environment; an empty variable counts as unset.
 * @throws Error that lists every fault at once, without the values, as some are secret
 */
export function readEnvironment(source: NodeJS.ProcessEnv, root: string): ServeEnvironment {
  const faults: string[] = [];
  const read = (name: string): string | undefined => source[name]?.trim() || undefined;
  const check = (name: string, isRight: (value: string) => boolean, fault: string): string | undefined => {
    const value = read(name);
    if (value !== undefined && !isRight(value)) faults.push(`${name} ${fault}`);
    return value;
  };

  const port = check('PORT', isPort, `must be a number from 1 to ${PORT_MAX}`);
  const host = check('HOST', isHost, 'must be an address or a host name') ?? '127.0.0.1';
  const publicUrl = check('PUBLIC_URL', isOrigin, 'must be an http:// or https:// address without a path');
  const databaseUrl = check('DATABASE_URL', isPostgresUrl, 'must be a postgresql:// address');
  const givenMode = check('STROWGER_MODE', isMode, 'must be demo or production');
  const longEnough = (value: string) => value.length >= SECRET_CHARACTERS_MIN;
  const authSecret = check(
    'AUTH_SECRET',
    longEnough,
    `must have at least ${SECRET_CHARACTERS_MIN} characters`,
  );
  const isCidrList = (value: string) => value.split(',').every(isCidr);
  const webhookAllowCidrs = check(
    'WEBHOOK_ALLOW_CIDRS',
    isCidrList,
    'must be a list like 127.0.0.1/32,::1/128',
  );

  // A database of one's own never gets demo data by oversight.
  const mode: Mode =
    givenMode === 'demo' || givenMode === 'production' ? givenMode : databaseUrl ? 'production' : 'demo';
  if (mode === 'demo' && databaseUrl) {
    faults.push('STROWGER_MODE demo runs on the embedded database only: leave out DATABASE_URL');
  }
  if (mode === 'production' && !authSecret) faults.push('AUTH_SECRET must be given in production');
  if (mode === 'production' && webhookAllowCidrs) {
    faults.push('WEBHOOK_ALLOW_CIDRS must not be given in production: webhooks go to public addresses only');
  }

  if (faults.length > 0)
    throw new Error(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return {
    port: port === undefined ? undefined : Number(port),
    host,
    publicUrl: publicUrl && new URL(publicUrl).origin,
    databaseUrl,
    dataDir: resolve(root, read('DATA_DIR') ?? '.data'),
    mode,
    authSecret,
    webhookAllowCidrs: webhookAllowCidrs?.replaceAll(' ', ''),
  };
}

const isMode = (value: string): value is Mode => value === 'demo' || value === 'production';

const isPort = (value: string): boolean =>
  /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= PORT_MAX;

const isHost = (value: string): boolean =>
  isIP(value) !== 0 || /^[a-z\d]([a-z\d.-]{0,252}[a-z\d])?$/i.test(value);

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && `${url.origin}/` === url.href;
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  return (url?.protocol === 'postgresql:' || url?.protocol === 'postgres:') && url.pathname.length > 1;
}

/** `10.0.0.0/8`: an address and the length of its prefix. */
function isCidr(value: string): boolean {
  const [address = '', length = '', ...rest] = value.trim().split('/');
  const family = isIP(address);
  return (
    rest.length === 0 &&
    family !== 0 &&
    /^\d{1,3}$/.test(length) &&
    Number(length) <= (family === 4 ? 32 : 128)
  );
}

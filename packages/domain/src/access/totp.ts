import { randomInt } from 'node:crypto';
import type { Statements } from '@strowger/db';
import { Secret, TOTP } from 'otpauth';
import type { DomainDeps } from '../core/context.ts';

const ISSUER = 'Strowger';
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** A clock may be off by one period either way. */
const WINDOW_PERIODS = 1;
const RECOVERY_CODES = 10;
/** Without what is taken for another: 0 and o, 1, i and l. */
const RECOVERY_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const RECOVERY_LENGTH = 10;

const authenticator = (secret: string, label = '') =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });

/** A new secret, in base32. */
export const makeTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator reads from a QR code (RFC 6238 with SHA-1, six digits and 30 s, as all of them can). */
export const totpUri = (secret: string, email: string): string => authenticator(secret, email).toString();

/** The number of the period that a code of six digits belongs to; undefined: it is not right now. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = authenticator(secret).validate({ token: code, timestamp, window: WINDOW_PERIODS });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/** The secret is bound to its operator: a row that is copied to another opens nothing. */
export const sealTotpSecret = ({ keyring }: Keys, operatorId: string, secret: string): string =>
  keyring.seal('totp-secret', secret, operatorId);

export const openTotpSecret = ({ keyring }: Keys, operatorId: string, sealed: string): string =>
  keyring.open('totp-secret', sealed, operatorId);

type Keys = Pick<DomainDeps, 'keyring'>;

const isAuthenticatorCode = (code: string): boolean => /^\d{6}$/.test(code);

/** As it is compared: people write codes in capitals, with spaces and dashes. */
const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');

/** Whether a guess is at one of a million: these are counted by the day as well. */
export const isShortCode = (code: string): boolean => isAuthenticatorCode(plain(code));

/**
 * Uses a code of an operator's authenticator, or one of its recovery codes. Each is worth something once: of two sign-ins with
 * the same code, sent at the same time, one is refused.
 */
export async function useCode(
  deps: Pick<DomainDeps, 'keyring' | 'clock'>,
  statements: Statements,
  { operatorId, sealed }: { operatorId: string; sealed: string },
  given: string,
): Promise<boolean> {
  const code = plain(given);
  if (!isAuthenticatorCode(code)) return useRecoveryCode(deps, statements, operatorId, code);
  const step = stepOfCode(openTotpSecret(deps, operatorId, sealed), code, deps.clock.now());
  if (step === undefined) return false;
  const used = await statements.rows(
    `update operator_totp set last_step = $2
     where operator_id = $1 and confirmed_at is not null and last_step < $2 and secret = $3 returning 1`,
    [operatorId, step, sealed],
  );
  return used.length > 0;
}

async function useRecoveryCode(
  deps: Keys,
  statements: Statements,
  operatorId: string,
  code: string,
): Promise<boolean> {
  const used = await statements.rows(
    'delete from recovery_code where operator_id = $1 and code_hash = $2 returning 1',
    [operatorId, hashRecoveryCode(deps, operatorId, code)],
  );
  return used.length > 0;
}

/** Keyed, as a code of 49 bits would be found from a plain hash. */
const hashRecoveryCode = ({ keyring }: Keys, operatorId: string, code: string): string =>
  keyring.mac('recovery-code', `${operatorId}\n${code}`);

function makeRecoveryCode(): string {
  const text = Array.from(
    { length: RECOVERY_LENGTH },
    () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)],
  );
  return text.join('');
}

/** Puts ten new recovery codes in the place of the old ones. @returns them, to be shown once */
export async function replaceRecoveryCodes(
  deps: Keys,
  statements: Statements,
  operatorId: string,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  await statements.rows('delete from recovery_code where operator_id = $1', [operatorId]);
  await statements.rows('insert into recovery_code (operator_id, code_hash) select $1, unnest($2::text[])', [
    operatorId,
    codes.map((code) => hashRecoveryCode(deps, operatorId, code)),
  ]);
  const half = RECOVERY_LENGTH / 2;
  return codes.map((code) => `${code.slice(0, half)}-${code.slice(half)}`);
}

/** Switches an authenticator off, with its recovery codes. */
export async function removeTotp(statements: Statements, operatorId: string): Promise<void> {
  await statements.rows('delete from operator_totp where operator_id = $1', [operatorId]);
  await statements.rows('delete from recovery_code where operator_id = $1', [operatorId]);
}

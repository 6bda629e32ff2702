import { z } from 'zod';
import { Customer } from './resources/customer.ts';
import { Operator, operatorPassword } from './resources/operator.ts';

/**
 * What people do to their own sign-in. It is the console's alone: an API key has no password and no session, so that none of
 * it is an operation of the registry.
 */
export const accountActs = [
  'setUp',
  'changePassword',
  'setPassword',
  'enableTotp',
  'disableTotp',
  'renewRecoveryCodes',
  'endSession',
] as const;
/** How an act is named in the audit log. */
export type AccountAct = (typeof accountActs)[number];

/** A secret of 32 random bytes that a link or the server's log holds. */
const token = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'must be the 43 characters that were shown');

const presentPassword = z.string().min(1, 'must be given').max(200, 'must have at most 200 characters');

/** Six digits of the authenticator, or a recovery code; spaces and dashes do not matter. */
export const signInCode = z
  .string()
  .trim()
  .min(6, 'must be six digits, or a recovery code')
  .max(20, 'must be six digits, or a recovery code');

/** The owner of a platform that nobody can sign in to yet, and the platform itself where there is none. */
export const SetUp = z.strictObject({
  token,
  platform: Customer.pick({ currency: true, timeZone: true, country: true })
    .extend({ name: Customer.shape.name })
    .nullable(),
  ...Operator.pick({ name: true, email: true }).shape,
  password: operatorPassword,
});

/** Sets a password by the token of a link. */
export const PasswordSetting = z.strictObject({ token, password: operatorPassword });

export const PasswordChange = z.strictObject({ password: presentPassword, newPassword: operatorPassword });

/** Says again who it is, before the sign-in itself is changed. */
export const PasswordProof = z.strictObject({ password: presentPassword });
export const FullProof = PasswordProof.extend({ code: signInCode });

export const TotpConfirmation = z.strictObject({
  code: z
    .string()
    .trim()
    .transform((text) => text.replaceAll(' ', ''))
    .pipe(z.string().regex(/^\d{6}$/, 'must be the six digits that the authenticator shows')),
});

export const SessionChoice = z.strictObject({ sessionId: z.uuid() });

/** The signed-in operator's own account. */
export type Account = Pick<
  Operator,
  'id' | 'customerId' | 'email' | 'name' | 'role' | 'totpEnabled' | 'lastSignInAt'
> & { recoveryCodesLeft: number };

/** A sign-in that has not ended. Times are RFC 3339; `lastSeenAt` is exact to the minute. */
export type AccountSession = {
  id: string;
  current: boolean;
  address: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  endsAt: string;
};

/** A new authenticator's secret in base32, and the otpauth address that holds it; shown once. */
export type TotpSecret = { secret: string; uri: string };
export type RecoveryCodes = { codes: string[] };
/** Whether the platform itself is made by the set-up, or is there already. */
export type SetUpState = { needsPlatform: boolean };

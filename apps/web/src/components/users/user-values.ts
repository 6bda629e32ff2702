import type { User } from '@/lib/wire.ts';

/** A user as the fields of its form. The password is written only. */
export const userValues = (user: User) => ({
  username: user.username,
  domainId: user.domainId,
  password: '',
  displayName: user.displayName ?? '',
  externalId: user.externalId ?? '',
  status: user.status,
  callerId: user.callerId ?? '',
  callerIdPresentation: user.callerIdPresentation,
  allowedCallerIds: user.allowedCallerIds.join('\n'),
  maxRegistrations: String(user.maxRegistrations),
  maxCalls: user.maxCalls === null ? '' : String(user.maxCalls),
  codecs: user.codecs as string[],
  transport: user.transport,
  srtp: user.srtp,
  timeZone: user.timeZone ?? '',
});
export type UserValues = ReturnType<typeof userValues>;

/** A new user, before anything is typed; the server's own defaults. */
export const newUserValues: UserValues = {
  username: '',
  domainId: '',
  password: '',
  displayName: '',
  externalId: '',
  status: 'active',
  callerId: '',
  callerIdPresentation: 'allowed',
  allowedCallerIds: '',
  maxRegistrations: '',
  maxCalls: '',
  codecs: [],
  transport: 'udp',
  srtp: 'off',
  timeZone: '',
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const integerOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The writable fields in the wire form. An empty password is none: it stays. */
export const userWire = (values: UserValues) => ({
  username: values.username.trim(),
  domainId: values.domainId === '' ? undefined : values.domainId,
  password: values.password === '' ? undefined : values.password,
  displayName: orNull(values.displayName),
  externalId: orNull(values.externalId),
  status: values.status,
  callerId: orNull(values.callerId),
  callerIdPresentation: values.callerIdPresentation,
  allowedCallerIds: lines(values.allowedCallerIds),
  maxRegistrations: integerOf(values.maxRegistrations),
  maxCalls: integerOf(values.maxCalls) ?? null,
  codecs: values.codecs,
  transport: values.transport,
  srtp: values.srtp,
  timeZone: orNull(values.timeZone),
});

import { hash, randomBytes } from 'node:crypto';

const FORM = /^strow_[A-Za-z0-9_-]{43}$/;

/** A new API key: `strow_` and 32 random bytes, base64url. */
export const makeApiKey = (): string => `strow_${randomBytes(32).toString('base64url')}`;

/** Whether a text has the form of an API key at all: others need no look-up. */
export const isApiKey = (text: string): boolean => FORM.test(text);

/** What is stored of a key: 32 random bytes need no salt and no slow hash. */
export const hashApiKey = (key: string): string => hash('sha256', key, 'base64url');

const HINT_LENGTH = 10;

/** The beginning of a key, to recognise it by. */
export const keyHint = (key: string): string => key.slice(0, HINT_LENGTH);

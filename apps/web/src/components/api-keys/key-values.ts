import { fromLocalField, toLocalField } from '@/lib/local-field.ts';
import type { ApiKey } from '@/lib/wire.ts';

/** A key as the fields of its form; its scopes stay as they were made. */
export const keyValues = ({ name, expiresAt, allowedCidrs }: ApiKey) => ({
  name,
  expiresAt: expiresAt === null ? '' : toLocalField(new Date(expiresAt)),
  allowedCidrs: allowedCidrs.join('\n'),
});
export type KeyValues = ReturnType<typeof keyValues>;

export const newKeyValues: KeyValues & { scopes: string[] } = {
  name: '',
  scopes: [],
  expiresAt: '',
  allowedCidrs: '',
};

/** The writable fields in the wire form. */
export const keyWire = ({ name, expiresAt, allowedCidrs }: KeyValues) => ({
  name: name.trim(),
  expiresAt: expiresAt === '' ? null : fromLocalField(expiresAt),
  allowedCidrs: allowedCidrs
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
});

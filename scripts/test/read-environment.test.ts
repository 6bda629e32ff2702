import { expect, test } from 'vitest';
import { readEnvironment } from '../serve/read-environment.ts';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const read = (source: Record<string, string>) =>
  readEnvironment({ NODE_ENV: 'test', ...source }, '/srv/strowger');

test('nothing given is a demo on the embedded database, on this machine only', () => {
  expect(read({})).toEqual({
    port: undefined,
    host: '127.0.0.1',
    publicUrl: undefined,
    databaseUrl: undefined,
    dataDir: '/srv/strowger/.data',
    mode: 'demo',
    authSecret: undefined,
    webhookAllowCidrs: undefined,
  });
});

test('an empty variable counts as unset', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ', STROWGER_MODE: '' }).mode).toBe('demo');
});

test('everything given is taken', () => {
  const given = {
    PORT: '8080',
    HOST: '::',
    PUBLIC_URL: 'https://voice.example/',
    DATABASE_URL: 'postgresql://strowger@db.example/strowger',
    DATA_DIR: '/var/lib/strowger',
    STROWGER_MODE: 'production',
    AUTH_SECRET: SECRET,
  };
  expect(read(given)).toMatchObject({
    port: 8080,
    host: '::',
    publicUrl: 'https://voice.example',
    databaseUrl: given.DATABASE_URL,
    dataDir: '/var/lib/strowger',
    mode: 'production',
    authSecret: SECRET,
  });
});

test('a database of one’s own is production, and never gets a demo', () => {
  expect(read({ DATABASE_URL: 'postgres://h/d', AUTH_SECRET: SECRET }).mode).toBe('production');
  expect(() => read({ DATABASE_URL: 'postgres://h/d', STROWGER_MODE: 'demo' })).toThrow(
    'embedded database only',
  );
});

test('production wants a secret and refuses exceptions for webhooks', () => {
  const fault = () => read({ STROWGER_MODE: 'production', WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' });
  expect(fault).toThrow('AUTH_SECRET must be given');
  expect(fault).toThrow('WEBHOOK_ALLOW_CIDRS must not be given');
});

test('a demo may send webhooks to this machine', () => {
  expect(read({ WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32, ::1/128' }).webhookAllowCidrs).toBe(
    '127.0.0.1/32,::1/128',
  );
});

test('all faults are told at once, and no value is repeated', () => {
  const wrong = {
    PORT: '70000',
    HOST: 'no host',
    PUBLIC_URL: 'https://voice.example/path',
    DATABASE_URL: 'mysql://user:hunter2@h/d',
    STROWGER_MODE: 'test',
    AUTH_SECRET: 'hunter2',
    WEBHOOK_ALLOW_CIDRS: '10.0.0.0/33',
  };
  let message = '';
  try {
    read(wrong);
  } catch (error) {
    message = (error as Error).message;
  }
  for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name} must`);
  for (const value of Object.values(wrong)) expect(message).not.toContain(value);
});

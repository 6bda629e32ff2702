import { expect, it } from 'vitest';
import { readEnv } from '../src/env.ts';

const right = {
  DATABASE_URL: 'postgresql://127.0.0.1/x',
  AUTH_SECRET: 'a'.repeat(32),
  NODE_ENV: 'production',
} as const;

it('what is left out has its default, and lists are taken apart', () => {
  const env = readEnv({
    ...right,
    PUBLIC_URL: 'https://voice.example/',
    TRUSTED_PROXY_CIDRS: '10.0.0.0/8, ::1/128',
    WEBHOOK_PORTS: '8443',
  });
  expect(env).toMatchObject({
    publicUrl: 'https://voice.example',
    STROWGER_MODE: 'production',
    TRUSTED_PROXY_CIDRS: ['10.0.0.0/8', '::1/128'],
    WEBHOOK_PORTS: [8443],
    WEBHOOK_ALLOW_CIDRS: [],
  });
});

it('every fault is told at once, and no value', () => {
  const wrong = {
    AUTH_SECRET: 'hunter2',
    PORT: 'many',
    TRUSTED_PROXY_CIDRS: 'everyone',
    WEBHOOK_ALLOW_CIDRS: '10.0.0.0/33',
    NODE_ENV: 'production',
  } as const;
  const fault = (() => {
    try {
      return String(readEnv(wrong));
    } catch (error) {
      return String(error);
    }
  })();
  for (const name of ['DATABASE_URL', 'AUTH_SECRET', 'PORT', 'TRUSTED_PROXY_CIDRS', 'WEBHOOK_ALLOW_CIDRS'])
    expect(fault).toContain(name);
  expect(fault).not.toContain('hunter2');
});

it('production takes no addresses for development', () => {
  expect(() => readEnv({ ...right, WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' })).toThrow(
    'WEBHOOK_ALLOW_CIDRS must not be set',
  );
  expect(
    readEnv({ ...right, STROWGER_MODE: 'demo', WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' }).WEBHOOK_ALLOW_CIDRS,
  ).toHaveLength(1);
});

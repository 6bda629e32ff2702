import { expect, test } from 'vitest';
import { readEnv } from '../src/env.ts';

const right = {
  DATABASE_URL: 'postgresql://127.0.0.1/strowger',
  AUTH_SECRET: 'a secret that has more than 32 characters',
  PUBLIC_URL: 'https://voice.example/',
};

test('what is left out has a default', () => {
  expect(readEnv(right)).toMatchObject({
    PUBLIC_URL: 'https://voice.example',
    STROWGER_MODE: 'production',
    WEBHOOK_ALLOW_CIDRS: [],
    WEBHOOK_PORTS: [],
    WORKER_SLOTS: 32,
  });
});

test('lists are read', () => {
  const env = readEnv({
    ...right,
    STROWGER_MODE: 'demo',
    WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32, ::1/128',
    WEBHOOK_PORTS: '8443',
    DNS_SERVERS: '192.0.2.53,192.0.2.54:5353',
  });
  expect(env).toMatchObject({
    WEBHOOK_ALLOW_CIDRS: ['127.0.0.1/32', '::1/128'],
    WEBHOOK_PORTS: [8443],
    DNS_SERVERS: ['192.0.2.53', '192.0.2.54:5353'],
  });
  expect(readEnv(right).DNS_SERVERS).toBeUndefined();
});

test('mail has a sender, and the address of its server is one', () => {
  const mail = {
    SMTP_URL: 'smtps://mailer:secret@mail.example.com',
    MAIL_FROM: 'Alerts <alerts@example.com>',
  };
  expect(readEnv({ ...right, ...mail })).toMatchObject(mail);
  expect(() => readEnv({ ...right, SMTP_URL: mail.SMTP_URL })).toThrow(
    'MAIL_FROM must be given where SMTP_URL is',
  );
  expect(() => readEnv({ ...right, ...mail, SMTP_URL: 'http://secret@mail' })).toThrow(
    /SMTP_URL must be an address like/,
  );
  expect(() => readEnv({ ...right, ...mail, MAIL_FROM: 'a@b.c\nBcc: d@e.f' })).toThrow(
    /MAIL_FROM must be an address/,
  );
});

test('all faults are named at once, and no value', () => {
  const read = () =>
    readEnv({
      AUTH_SECRET: 'hunter2',
      PUBLIC_URL: 'nowhere',
      WORKER_SLOTS: 'many',
      WEBHOOK_PORTS: '99999',
      DNS_SERVERS: 'ns',
    });
  const names = ['DATABASE_URL', 'AUTH_SECRET', 'PUBLIC_URL', 'WORKER_SLOTS', 'WEBHOOK_PORTS', 'DNS_SERVERS'];
  for (const name of names) expect(read).toThrow(name);
  expect(read).not.toThrow('hunter2');
});

test('webhooks to addresses of our own are refused in production, whatever else is wrong', () => {
  expect(() => readEnv({ ...right, WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' })).toThrow(
    'WEBHOOK_ALLOW_CIDRS must not be set in production',
  );
  expect(() => readEnv({ STROWGER_MODE: 'production', WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' })).toThrow(
    /DATABASE_URL[\s\S]*WEBHOOK_ALLOW_CIDRS must not be set/,
  );
});

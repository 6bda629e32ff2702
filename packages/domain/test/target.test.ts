import { describe, expect, test } from 'vitest';
import { ForbiddenTargetError, requireAddresses, requireTarget } from '../src/delivery/target.ts';

const closed = { allowCidrs: [], ports: [] };
const development = { allowCidrs: ['127.0.0.1/32'], ports: [] };

describe('a target at registration', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://2130706433/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://198.51.100.7/',
    'https://203.0.113.9/',
    'https://224.0.0.1/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::7f00:1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'https://[2001:db8::1]/',
    'https://[3fff::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fd00::1]/',
    'https://[ff02::1]/',
    'https://[100::1]/',
    'https://[5f00::1]/',
    'https://[4000::1]/',
    'https://localhost/',
    'https://localhost./',
    'https://LOCALHOST/',
    'https://foo.localhost/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://printer.local/',
    'https://db/',
    'https://router.lan/',
    'https://nas.home.arpa/',
    'http://example.com/',
    'https://example.com:8443/',
    'https://example.com:22/',
    'https://user@example.com/',
    'https://user:pw@example.com/',
  ])('%s is refused on url', (url) => {
    expect(() => requireTarget(url, closed)).toThrowError(
      expect.objectContaining({ code: 'validation', fields: [expect.objectContaining({ pointer: '/url' })] }),
    );
  });

  test.each([
    ['https://example.com/cdr', 'https://example.com/cdr'],
    ['https://EXAMPLE.com:443/cdr?x=1', 'https://example.com/cdr?x=1'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
    ['https://local.example.com/', 'https://local.example.com/'],
  ])('%s is taken as %s', (url, taken) => {
    expect(requireTarget(url, closed)).toBe(taken);
  });

  test('8443 is a port where it is configured, and no other is', () => {
    const policy = { allowCidrs: [], ports: [8443] };
    expect(requireTarget('https://example.com:8443/', policy)).toBe('https://example.com:8443/');
    expect(() => requireTarget('https://example.com:9443/', policy)).toThrow('port 443 or 8443');
  });

  test('an allowed CIDR admits http and any port at its addresses only', () => {
    expect(requireTarget('http://127.0.0.1:9000/x', development)).toBe('http://127.0.0.1:9000/x');
    expect(() => requireTarget('http://127.0.0.2:9000/x', development)).toThrow('public internet');
    expect(() => requireTarget('http://8.8.8.8/x', development)).toThrow('https');
  });
});

describe('the addresses of a name at connect time', () => {
  const url = new URL('https://hooks.example.com/');
  const addresses = (...list: string[]) => list.map((address) => ({ address }));

  test('public ones may be dialled', () => {
    expect(requireAddresses(url, addresses('8.8.8.8', '2606:4700::1111'), closed)).toHaveLength(2);
  });

  test.each([
    [['8.8.8.8', '10.0.0.1']],
    [['127.0.0.1']],
    [['2606:4700::1111', '::1']],
    [['::ffff:8.8.8.8']],
    [[]],
  ])('%j is refused', (list) => {
    expect(() => requireAddresses(url, addresses(...list), closed)).toThrow(ForbiddenTargetError);
  });

  test('http and odd ports are refused at a public address, development or not', () => {
    for (const text of ['http://hooks.example.com/', 'https://hooks.example.com:9000/']) {
      expect(() => requireAddresses(new URL(text), addresses('8.8.8.8'), development)).toThrow(
        ForbiddenTargetError,
      );
      expect(requireAddresses(new URL(text), addresses('127.0.0.1'), development)).toHaveLength(1);
    }
  });
});

import type { Deprecation } from '@strowger/contracts';
import { describe, expect, it } from 'vitest';
import { announce, deprecationHeaders } from '../src/rest/deprecation.ts';

const origin = 'https://voice.example';
const deprecation: Deprecation = {
  since: new Date('2023-06-30T23:59:59Z'),
  sunset: new Date('2024-12-31T23:59:59Z'),
  replacedBy: 'getCustomers',
  link: '/docs/api#deprecation',
};

describe('the headers of what is deprecated', () => {
  it('are those of RFC 9745 and RFC 8594, to the letter', () => {
    expect(deprecationHeaders(deprecation, origin)).toEqual({
      deprecation: '@1688169599',
      sunset: 'Tue, 31 Dec 2024 23:59:59 GMT',
      link: '<https://voice.example/docs/api#deprecation>; rel="deprecation"; type="text/html", <https://voice.example/v1/customers>; rel="successor-version"',
    });
  });

  it('link to no successor whose address depends on an id', () => {
    const { link } = deprecationHeaders({ ...deprecation, replacedBy: 'getCustomer' }, origin);
    expect(link).not.toContain('successor-version');
  });

  it('keep the link to the next page', () => {
    const next = '<https://voice.example/v1/x?cursor=y>; rel="next"';
    const reply = announce({ status: 200, headers: { link: next }, body: '[]' }, deprecation, origin);
    const rels = [...(reply.headers.link ?? '').matchAll(/rel="([\w-]+)"/g)].map(([, rel]) => rel);
    expect(rels).toEqual(['next', 'deprecation', 'successor-version']);
  });

  it('stand on nothing that stays', () => {
    const reply = { status: 200, headers: {}, body: '[]' };
    expect(announce(reply, undefined, origin)).toBe(reply);
  });
});

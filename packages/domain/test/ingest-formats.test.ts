import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFreeswitch } from '../src/ingest/formats/freeswitch.ts';
import { dispositionOf, hangupByOf } from '../src/ingest/formats/freeswitch-outcome.ts';
import { normaliseNumber } from '../src/ingest/normalise-number.ts';
import { DelimitedSplitter } from '../src/ingest/split/delimited-splitter.ts';
import { JsonSplitter } from '../src/ingest/split/json-splitter.ts';
import type { Splitter } from '../src/ingest/split/raw-record.ts';
import { freeswitchBody } from './fixtures/ingest-tree.ts';

type Body = { variables: Record<string, unknown>; callflow: { caller_profile: Record<string, unknown> }[] };

/** A fixture, with variables and fields of the caller profile changed or (undefined) removed. */
async function parsed(
  name: string,
  variables: Record<string, unknown> = {},
  profile: Record<string, unknown> = {},
) {
  const body = JSON.parse(await freeswitchBody(name)) as Body;
  Object.assign(body.variables, variables);
  Object.assign(body.callflow[0]?.caller_profile ?? {}, profile);
  return parseFreeswitch(JSON.stringify(body));
}
const record = async (...args: Parameters<typeof parsed>) => {
  const result = await parsed(...args);
  if (!result.record) throw new Error(`${result.reason}: ${result.detail}`);
  return result.record;
};

describe('parseFreeswitch', () => {
  it('reads the leg of a phone', async () => {
    expect(await record('answered-a-leg')).toEqual({
      recordKey: '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a01',
      callId: '4b1a7c9e-dialog@198.51.100.20',
      legId: '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a01',
      otherLegId: '0e9b7c1d-3f47-4b7a-8f0a-2d5c9e7b1a02',
      authUser: 'desk-101@sip.acme.example',
      accountCode: 'acme-main',
      direction: 'outbound',
      from: '+31201111111',
      to: '0201234567',
      dialed: '0201234567',
      callerName: 'Front desk "Zoë"',
      forwardedBy: null,
      startedAt: new Date('2026-11-25T10:00:00.123Z'),
      ringingAt: new Date('2026-11-25T10:00:02.123Z'),
      answeredAt: new Date('2026-11-25T10:00:05.623Z'),
      endedAt: new Date('2026-11-25T10:01:35.873Z'),
      disposition: 'answered',
      hangupBy: 'caller',
      sipCode: 200,
      q850Cause: 16,
      sourceIp: '198.51.100.20',
      userAgent: 'Yealink SIP-T46U 108.86.0.90',
      codec: 'PCMA',
      originatingKey: null,
      bLeg: false,
      peerAccount: null,
      directionByPayer: false,
    });
  });

  it('reads the leg that it originated, whose own authentication at the carrier names no user of ours', async () => {
    expect(await record('answered-b-leg')).toMatchObject({
      authUser: null,
      direction: 'outbound',
      to: '31201234567',
      otherLegId: '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a01',
      originatingKey: '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a01',
      bLeg: true,
      hangupBy: 'caller',
      sourceIp: '192.0.2.44',
    });
  });

  it.each([
    ['busy-a-leg', { disposition: 'busy', sipCode: 486, q850Cause: 17, hangupBy: 'callee', ringingAt: null }],
    ['unanswered-a-leg', { disposition: 'noAnswer', sipCode: 480, q850Cause: 19, hangupBy: 'system' }],
    ['cancelled-a-leg', { disposition: 'cancelled', sipCode: 487, hangupBy: 'caller', answeredAt: null }],
    [
      'inbound-a-leg',
      { disposition: 'answered', direction: 'inbound', authUser: null, from: '+442071234567' },
    ],
    ['forwarded-b-leg', { direction: 'forwarded', forwardedBy: '+31858881234', bLeg: false }],
  ])('reads %s', async (name, fields) => {
    expect(await record(name)).toMatchObject(fields);
  });

  it('takes a call between two phones as internal', async () => {
    expect(
      await record('answered-a-leg', { dialed_user: '102' }, { destination_number: '102' }),
    ).toMatchObject({
      direction: 'internal',
    });
  });

  it('leaves a value as it is that cannot be decoded', async () => {
    expect(await record('answered-a-leg', { sip_user_agent: '100%25%20sure' })).toMatchObject({
      userAgent: '100% sure',
    });
    expect(await record('answered-a-leg', { sip_user_agent: '100% sure' })).toMatchObject({
      userAgent: '100% sure',
    });
    expect(await record('answered-a-leg', { sip_user_agent: 'caf%E9' })).toMatchObject({
      userAgent: 'caf%E9',
    });
  });

  it('reads seconds where there are no microseconds, and the talk time where there is no answer', async () => {
    const seconds = { start_uepoch: undefined, answer_uepoch: undefined, end_uepoch: undefined };
    // start 10:00:00, end 10:01:35; billmsec 90250
    expect(await record('answered-a-leg', seconds)).toMatchObject({
      startedAt: new Date('2026-11-25T10:00:00Z'),
      answeredAt: new Date('2026-11-25T10:00:04.750Z'),
      endedAt: new Date('2026-11-25T10:01:35Z'),
    });
    expect(
      await record('answered-a-leg', { ...seconds, billmsec: undefined, billsec: undefined }),
    ).toMatchObject({ answeredAt: new Date('2026-11-25T10:00:05Z') });
  });

  it('never loses a record to what a phone sends in passing', async () => {
    const odd = {
      sip_user_agent: `${'x'.repeat(400)}`,
      sip_network_ip: 'fe80::1%25eth0',
      sip_term_status: 'none',
      hangup_cause_q850: '999',
      accountcode: '',
      sip_call_id: 'a%00b%0D%0Ac',
    };
    expect(await record('answered-a-leg', odd, { caller_id_name: '\ud800 \u0007' })).toMatchObject({
      userAgent: 'x'.repeat(256),
      sourceIp: null,
      sipCode: null,
      q850Cause: null,
      accountCode: null,
      callId: 'a b  c',
      callerName: '\uFFFD',
    });
  });

  it.each([
    [
      { uuid: '' },
      { uuid: '' },
      'recordKey must have at least 1 character; legId must have at least 1 character',
    ],
    [{ end_uepoch: '0', end_epoch: '0' }, {}, 'end_uepoch or end_epoch must be a time'],
    [{ start_uepoch: 'soon', start_epoch: '' }, {}, 'start_uepoch or start_epoch must be a time'],
    [{ end_uepoch: '1795600700000000' }, {}, /^endedAt must not lie before startedAt/],
  ])('refuses %j', async (variables, profile, detail) => {
    const result = await parsed('answered-a-leg', variables, profile);
    expect(result).toMatchObject({ record: undefined, reason: 'invalid' });
    expect(!result.record && result.detail).toMatch(detail);
  });
});

describe('outcomes', () => {
  it.each([
    [true, 'NORMAL_CLEARING', 'answered'],
    [true, 'MEDIA_TIMEOUT', 'answered'],
    [true, 'ALLOTTED_TIMEOUT', 'answered'],
    [false, 'NO_ANSWER', 'noAnswer'],
    [false, 'NO_USER_RESPONSE', 'noAnswer'],
    [false, 'ALLOTTED_TIMEOUT', 'noAnswer'],
    [false, 'USER_BUSY', 'busy'],
    [false, 'ORIGINATOR_CANCEL', 'cancelled'],
    [false, 'LOSE_RACE', 'cancelled'],
    [false, 'NORMAL_CIRCUIT_CONGESTION', 'congestion'],
    [false, 'SWITCH_CONGESTION', 'congestion'],
    [false, 'CALL_REJECTED', 'failed'],
    [false, 'UNALLOCATED_NUMBER', 'failed'],
    [false, '', 'failed'],
  ])('answered %s, %s: %s', (answered, cause, disposition) => {
    expect(dispositionOf(answered, cause)).toBe(disposition);
  });

  it.each([
    ['recv_bye', 'NORMAL_CLEARING', false, true, 'caller'],
    ['send_bye', 'NORMAL_CLEARING', false, true, 'callee'],
    ['send_bye', 'ALLOTTED_TIMEOUT', false, true, 'system'],
    ['send_bye', 'NORMAL_CLEARING', false, false, 'system'],
    ['recv_bye', 'NORMAL_CLEARING', true, true, 'callee'],
    ['send_cancel', 'ORIGINATOR_CANCEL', true, true, 'caller'],
    ['send_cancel', 'LOSE_RACE', true, true, 'system'],
    ['recv_refuse', 'USER_BUSY', true, true, 'callee'],
    ['send_refuse', 'CALL_REJECTED', false, false, 'callee'],
    ['', 'NORMAL_CLEARING', false, true, null],
  ])(
    '%s with %s, towards the callee %s, joined %s: by the %s',
    (disposition, cause, towardsCallee, joined, by) => {
      expect(hangupByOf(disposition, cause, { towardsCallee, joined })).toBe(by);
    },
  );
});

describe('normaliseNumber', () => {
  it.each<[string, string | null, string | null, string | null]>([
    ['+31201234567', 'NL', '+31201234567', 'NL'],
    ['+12125550100', 'NL', '+12125550100', 'US'],
    ['+14165550100', null, '+14165550100', 'CA'],
    ['+999123456789', 'NL', '+999123456789', null],
    ['020 123 4567', 'NL', '+31201234567', 'NL'],
    ['201234567', 'NL', '+31201234567', 'NL'],
    ['0044 20 7123 4567', 'NL', '+442071234567', 'GB'],
    ['442071234567', 'NL', '+442071234567', 'GB'],
    ['4915112345678', 'DE', '+4915112345678', 'DE'],
    ['(212) 555-0100', 'US', '+12125550100', 'US'],
    ['442071234567', null, '+442071234567', 'GB'],
    ['0201234567', null, null, null],
    ['sip:+31201234567@pbx.example;user=phone', 'NL', '+31201234567', 'NL'],
    ['tel:+31-20-123-4567', null, '+31201234567', 'NL'],
    // Extensions and short codes, in a country where they could be read as numbers as well.
    ['1001', 'DE', null, null],
    ['112', 'NL', null, null],
    ['*69', 'NL', null, null],
    ['anonymous', 'NL', null, null],
    ['', 'NL', null, null],
    ['9'.repeat(128), 'NL', null, null],
  ])('reads %s in %s as %s of %s', (text, where, number, country) => {
    expect(normaliseNumber(text, where)).toEqual({ number, country });
  });
});

/** Feeds a text in chunks that are cut at the given places. */
function split(splitter: Splitter, text: string, cuts: readonly number[]): string[] {
  const bytes = Buffer.from(text);
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  const texts: string[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    // The same memory is used for every chunk, as a socket may.
    const chunk = Uint8Array.from(bytes.subarray(places[i], places[i + 1]));
    texts.push(...splitter.push(chunk).map((raw) => raw.text));
    chunk.fill(0);
  }
  return [...texts, ...splitter.end().map((raw) => raw.text)];
}

const cuts = fc.array(fc.nat(), { maxLength: 20 });
const objects = fc.array(
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.integer())),
  {
    maxLength: 8,
  },
);

describe('splitters', () => {
  it('give the same records however the body is cut into chunks', () => {
    fc.assert(
      fc.property(
        objects,
        cuts,
        fc.constantFrom('lines', 'array', 'pretty', 'one after the other'),
        (values, at, form) => {
          const texts = values.map((value) => JSON.stringify(value));
          if (form === 'lines') {
            expect(
              split(new DelimitedSplitter('\n', 1e6), texts.map((text) => `${text}\r\n\n`).join(''), at),
            ).toEqual(texts);
            return;
          }
          const body =
            form === 'array'
              ? JSON.stringify(values)
              : form === 'pretty'
                ? JSON.stringify(values, null, 2)
                : texts.join(' ');
          const found = split(new JsonSplitter(1e6), body, at);
          expect(found.map((text) => JSON.parse(text))).toEqual(
            values.map((value) => JSON.parse(JSON.stringify(value))),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('keep only the first bytes of a record that is too long, and know it by all of them', () => {
    const long = `{"a":"${'x'.repeat(1000)}"}`;
    const records = (text: string, size: number) => {
      const splitter = new JsonSplitter(100);
      const found = [];
      for (let at = 0; at < text.length; at += size)
        found.push(...splitter.push(Buffer.from(text.slice(at, at + size))));
      return [...found, ...splitter.end()];
    };
    const [first, second] = records(`[${long},{"b":1}]`, 7);
    expect(first).toMatchObject({
      text: long.slice(0, 100),
      fault: 'is longer than 100 bytes: only the first are kept',
    });
    expect(second).toMatchObject({ text: '{"b":1}', fault: null });
    expect(records(long, 13)[0]?.sha256).toBe(first?.sha256);
    expect(records(long.replace('x"', 'y"'), 13)[0]?.sha256).not.toBe(first?.sha256);
  });
});

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseAsterisk } from '../src/ingest/formats/asterisk.ts';
import { CsvSplitter } from '../src/ingest/split/csv-splitter.ts';

const amsterdam = { timeZone: 'Europe/Amsterdam' };
const master = await readFile(new URL('./fixtures/asterisk/master-21.csv', import.meta.url));

function split(bytes: Uint8Array, size = bytes.length, max = 64 * 1024) {
  const splitter = new CsvSplitter(max);
  const records = [];
  for (let at = 0; at < bytes.length; at += size)
    records.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...records, ...splitter.end()];
}
const texts = (text: string, size?: number, max?: number) =>
  split(Buffer.from(text), size, max).map((record) => record.text);

const record = (text: string, settings = amsterdam) => {
  const parsed = parseAsterisk(text, settings);
  if (!parsed.record) throw new Error(parsed.detail);
  return parsed.record;
};
const detail = (text: string) => {
  const parsed = parseAsterisk(text, amsterdam);
  return parsed.record ? 'is a record' : `${parsed.reason}: ${parsed.detail}`;
};

/** A row of an answered call with some of its columns replaced, and cut to their number. */
function row(fields: Record<number, string> = {}, columns = 21): string {
  const cells = [
    '"acme-main"',
    '"101"',
    '"0201234567"',
    '"from-internal"',
    '"""Front desk"" <101>"',
    '"PJSIP/desk-101-0000002a"',
    '"PJSIP/carrier-a-0000002b"',
    '"Dial"',
    '"PJSIP/0201234567@carrier-a,60"',
    '"2026-11-25 11:00:00"',
    '"2026-11-25 11:00:05"',
    '"2026-11-25 11:01:35"',
    '95',
    '90',
    '"ANSWERED"',
    '"DOCUMENTATION"',
    '"1764064800.42"',
    '""',
    '""',
    '"1764064800.42"',
    '57',
  ];
  for (const [at, cell] of Object.entries(fields)) cells[Number(at)] = cell;
  return cells.slice(0, columns).join(',');
}

describe('a Master.csv', () => {
  it('is the same rows however it arrives, with LF or CRLF', () => {
    const whole = split(master);
    expect(whole).toHaveLength(14);
    for (const size of [1, 7, 61, 1000]) expect(split(master, size)).toEqual(whole);
    const crlf = Buffer.from(master.toString().replace(/(?<!line)\n/g, '\r\n'));
    expect(split(crlf).map((r) => r.sha256)[0]).toBe(whole[0]?.sha256);
  });

  it.each([
    [
      0,
      {
        direction: 'outbound',
        disposition: 'answered',
        to: '0201234567',
        callerName: 'Front desk',
        from: '101',
      },
    ],
    [1, { direction: 'outbound', disposition: 'noAnswer', answeredAt: null }],
    [2, { disposition: 'busy', answeredAt: null }],
    [
      3,
      {
        disposition: 'failed',
        startedAt: new Date('2026-11-25T10:04:00Z'),
        endedAt: new Date('2026-11-25T10:04:00Z'),
      },
    ],
    [4, { disposition: 'congestion' }],
    [5, { direction: 'internal', to: '102', peerAccount: 'acme-main' }],
    [6, { direction: 'internal', to: '*97' }],
    [7, { direction: 'outbound', to: '112' }],
    [8, { accountCode: null, peerAccount: 'acme-main', callerName: 'London, caller', from: '+442079460000' }],
    [9, { recordKey: '1764065460.59:66', legId: '1764065460.59', disposition: 'answered', callerName: null }],
    [10, { recordKey: '1764065460.59:67', legId: '1764065460.59', disposition: 'noAnswer' }],
    [11, { direction: 'internal', bLeg: true, otherLegId: '1764065579.60', callId: '1764065579.60' }],
    [12, { direction: 'forwarded', bLeg: false, forwardedBy: '101', to: '0612345678' }],
    [
      13,
      {
        callerName: 'Ann ""Bo"" O\'Neil',
        legId: 'pbx1-1764065700.66',
        answeredAt: new Date('2026-11-25T10:15:04Z'),
      },
    ],
  ])('gives its row %i as a record', (at, fields) => {
    expect(record(split(master)[at]?.text ?? '')).toMatchObject({ directionByPayer: true, ...fields });
  });
});

describe('parseAsterisk', () => {
  it('tells an endpoint that is named like an address from a short number at a trunk', () => {
    const to = (dialed: string, channel: string) =>
      record(row({ 2: '"101"', 6: `"${channel}"`, 8: `"${dialed},20,tT"` })).direction;
    expect(to('PJSIP/101@sip.acme.example', 'PJSIP/101@sip.acme.example-0000002b')).toBe('internal');
    expect(to('PJSIP/101@sip.carrier.example', 'PJSIP/sip.carrier.example-0000002b')).toBe('outbound');
    expect(to('PJSIP/101@carrier', '')).toBe('outbound');
  });

  it('reads all of a row', () => {
    expect(record(row())).toEqual({
      recordKey: '1764064800.42:57',
      callId: '1764064800.42',
      legId: '1764064800.42',
      otherLegId: null,
      accountCode: 'acme-main',
      direction: 'outbound',
      from: '101',
      to: '0201234567',
      callerName: 'Front desk',
      forwardedBy: null,
      startedAt: new Date('2026-11-25T10:00:00Z'),
      answeredAt: new Date('2026-11-25T10:00:05Z'),
      endedAt: new Date('2026-11-25T10:01:35Z'),
      disposition: 'answered',
      originatingKey: null,
      bLeg: false,
      peerAccount: null,
      directionByPayer: true,
    });
  });

  it.each([
    [
      '16: none of the optional ones',
      row({}, 16),
      { legId: null, callId: null, recordKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
    [
      '17: uniqueid',
      row({}, 17),
      { legId: '1764064800.42', recordKey: expect.stringMatching(/^1764064800\.42:[0-9a-f]{64}$/) },
    ],
    [
      '17: userfield',
      row({ 16: '"a note"' }, 17),
      { legId: null, recordKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
    ['18: uniqueid and userfield', row({ 17: '"a note"' }, 18), { legId: '1764064800.42' }],
    [
      '19: the three new ones',
      `${row({}, 16)},"peer","1764064800.42",57`,
      { legId: null, callId: '1764064800.42', peerAccount: 'peer' },
    ],
    [
      '20: uniqueid and the three new ones',
      `${row({}, 17)},"peer","1764064800.42",57`,
      { recordKey: '1764064800.42:57', peerAccount: 'peer' },
    ],
    [
      '20: userfield and the three new ones',
      `${row({ 16: '"a note"' }, 17)},"peer","1764064800.42",57`,
      { legId: null, peerAccount: 'peer' },
    ],
  ])('takes %s', (_, text, fields) => {
    expect(record(text)).toMatchObject(fields);
  });

  it('tells the same call of two lines apart by the whole line, where nothing else does', () => {
    const [one, two] = [record(row({}, 18)), record(row({ 6: '"PJSIP/carrier-b-0000002b"' }, 18))];
    expect(one.recordKey).not.toBe(two.recordKey);
    expect(record(row({}, 18)).recordKey).toBe(one.recordKey);
  });

  it('believes the measured seconds rather than times that are cut to seconds', () => {
    expect(record(row({ 12: '94', 13: '89' }))).toMatchObject({
      answeredAt: new Date('2026-11-25T10:00:05Z'),
      endedAt: new Date('2026-11-25T10:01:34Z'),
    });
  });

  const at = (start: string, end: string, duration: string, more: Record<number, string> = {}) =>
    record(
      row({ 9: `"${start}"`, 10: '', 11: `"${end}"`, 12: duration, 13: '0', 14: '"NO ANSWER"', ...more }),
    );

  it('reads the hour that comes twice by the channel, else by the end, else as the first', () => {
    const [start, end] = ['2026-10-25 02:30:00', '2026-10-25 02:31:00'];
    // 02:30 in summer time is 00:30 UTC, in winter time 01:30 UTC.
    expect(at(start, end, '60', { 16: '"1792888199.7"' }).startedAt).toEqual(
      new Date('2026-10-25T00:30:00Z'),
    );
    expect(at(start, end, '60', { 16: '"1792891800.7"' }).startedAt).toEqual(
      new Date('2026-10-25T01:30:00Z'),
    );
    expect(at(start, '2026-10-25 03:10:00', '2400', { 16: '""' }).startedAt).toEqual(
      new Date('2026-10-25T01:30:00Z'),
    );
    expect(at(start, '2026-10-25 03:10:00', '6000', { 16: '""' }).startedAt).toEqual(
      new Date('2026-10-25T00:30:00Z'),
    );
    expect(at(start, end, '60', { 16: '""' }).startedAt).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(at('2026-10-25 02:50:00', '2026-10-25 02:10:00', '1200', { 16: '""' }).endedAt).toEqual(
      new Date('2026-10-25T01:10:00Z'),
    );
  });

  it('reads a time that clocks skip by the offset before, and UTC as it is', () => {
    expect(at('2026-03-29 02:30:00', '2026-03-29 03:31:00', '60').startedAt).toEqual(
      new Date('2026-03-29T01:30:00Z'),
    );
    expect(record(row(), { timeZone: 'UTC' }).startedAt).toEqual(new Date('2026-11-25T11:00:00Z'));
    expect(record(row(), { timeZone: 'America/St_Johns' }).startedAt).toEqual(
      new Date('2026-11-25T14:30:00Z'),
    );
  });

  it.each([
    ['a line of 15 columns', row({}, 15), 'invalid: has 15 columns where Master.csv has 16 to 21'],
    ['a line of 22 columns', `${row()},1`, 'invalid: has 22 columns where Master.csv has 16 to 21'],
    ['a quote that is not closed', row().slice(0, 28), /^unreadable: is not CSV/],
    ['text behind a quote', `"a"b,${row()}`, /^unreadable: is not CSV/],
    ['no start', row({ 9: '' }), 'invalid: start must be a time like 2026-11-25 10:00:00'],
    ['a day that is none', row({ 9: '"2026-02-30 10:00:00"' }), /^invalid: start must be a time/],
    ['no duration', row({ 12: '' }), 'invalid: duration must be whole seconds'],
    ['more talk than call', row({ 13: '96' }), 'invalid: billsec must not be more than duration'],
    ['another disposition', row({ 14: '"UNKNOWN"' }), /^invalid: disposition must be ANSWERED/],
  ])('refuses %s', (_, text, expected) => {
    expect(detail(text)).toMatch(expected);
  });

  it('loses no record to text that a phone sends', () => {
    const wild = `"""${'x'.repeat(300)}\u0007"" <10\ud8001>"`;
    expect(record(row({ 1: '""', 4: wild }))).toMatchObject({
      callerName: 'x'.repeat(128),
      from: '10\ufffd1',
    });
  });
});

describe('CsvSplitter', () => {
  it('keeps commas, quotes and line ends inside of quotes', () => {
    expect(texts('a,"b\n""c"",\r\nd",e\r\n\r\n"f"\n,,\n')).toEqual(['a,"b\n""c"",\r\nd",e', '"f"', ',,']);
    expect(texts('a,"b"')).toEqual(['a,"b"']);
    expect(texts('')).toEqual([]);
  });

  it.each([1, 3, 1000])(
    'loses one line to a line that was half written, not the file (chunks of %i)',
    (size) => {
      const half = row().slice(0, 40);
      const text = `${row()}\n${half}\n${row({ 2: '"0301234567"' })}\n${row({ 0: '""' })}\n`;
      expect(texts(text, size)).toEqual([row(), half, row({ 2: '"0301234567"' }), row({ 0: '""' })]);
    },
  );

  it('gives a line with a stray quote by itself', () => {
    expect(texts('a,"b"c,d\n"e"\n')).toEqual(['a,"b"c,d', '"e"']);
    expect(texts('a,b"c,d\n"e"\n')).toEqual(['a,b"c,d', '"e"']);
    expect(texts('"e"\n"open\nnext\n"last"')).toEqual(['"e"', '"open', 'next', '"last"']);
  });

  it.each([7, 100, 5000])(
    'keeps the beginning of a line without end, and goes on behind it (chunks of %i)',
    (size) => {
      const long = `"${'x'.repeat(3000)}`;
      const records = split(Buffer.from(`a\n${long}\nb\n${'y'.repeat(200)}\nc`), size, 64);
      expect(records.map((r) => [r.text.slice(0, 64), r.fault === null])).toEqual([
        ['a', true],
        [long.slice(0, 64), false],
        ['b', true],
        ['y'.repeat(64), false],
        ['c', true],
      ]);
      expect(records.every((r) => r.text.length <= 64)).toBe(true);
      expect(new Set(records.map((r) => r.sha256)).size).toBe(5);
    },
  );

  it('ends a quote that goes on for too long at the end of its line', () => {
    expect(texts(`"open\n${'line\n'.repeat(40)}`, undefined, 64)).toEqual([
      '"open',
      ...Array(40).fill('line'),
    ]);
  });
});

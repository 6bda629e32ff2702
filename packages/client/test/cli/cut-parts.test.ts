import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutParts, type Part } from '../../src/cli/ingest/cut-parts.ts';
import { fileFormats, sniffFormat } from '../../src/cli/ingest/formats.ts';

const format = (name: string) => {
  const found = fileFormats.find((one) => one.name === name);
  if (!found) throw new Error(`no format ${name}`);
  return found;
};

/** A text in pieces as a stream would bring them. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cut(name: string, text: string, size: number, recordsMax: number, start = 0): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of cutParts(pieces(text, size), format(name), {
    start,
    header: new Uint8Array(),
    recordsMax,
  }))
    parts.push(part);
  return parts;
}
const textOf = (parts: Part[]) => parts.map(({ bytes }) => Buffer.from(bytes).toString()).join('');

describe('lines of JSON', () => {
  it('are all there once, in order, whatever the pieces and parts', async () => {
    const record = fc.string().map((text) => JSON.stringify({ recordKey: text }));
    const input = fc.tuple(
      fc.array(record, { minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(input, fc.boolean(), async ([records, size, recordsMax], endsWithBreak) => {
        const text = records.join('\n') + (endsWithBreak ? '\n' : '');
        const parts = await cut('ndjson', text, size, recordsMax);
        expect(textOf(parts)).toBe(text);
        expect(parts.reduce((sum, part) => sum + part.records, 0)).toBe(records.length);
        expect(Math.max(...parts.map((part) => part.records))).toBeLessThanOrEqual(recordsMax);
        for (const [index, part] of parts.entries()) expect(part.start).toBe(parts[index - 1]?.end ?? 0);
        for (const part of parts.slice(0, -1)) expect(Buffer.from(part.bytes).at(-1)).toBe(0x0a);
      }),
    );
  });

  it('go on behind any part as if they had never stopped', async () => {
    const text = Array.from({ length: 10 }, (_, index) => `{"recordKey":"${index}"}\n`).join('');
    const [first] = await cut('ndjson', text, 7, 3);
    const rest = await cut('ndjson', text.slice(first?.end), 5, 3, first?.end);
    expect(textOf([first as Part, ...rest])).toBe(text);
    expect(rest.at(-1)?.end).toBe(text.length);
  });

  it('nothing is no part', async () => {
    expect(await cut('ndjson', '', 1, 1)).toEqual([]);
    expect(await cut('ndjson', '  ', 1, 1)).toEqual([]);
  });
});

describe('JSON of FreeSWITCH', () => {
  const record = fc.record({ 'core-uuid': fc.string(), variables: fc.dictionary(fc.string(), fc.json()) });
  it.each([
    ['one after the other', (texts: string[]) => texts.join('\n')],
    ['without anything between', (texts: string[]) => texts.join('')],
    ['in an array', (texts: string[]) => `[${texts.join(' , ')}]\n`],
  ])('%s: every object whole, in any part', async (_, join) => {
    const input = fc.tuple(fc.array(record, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 50 }));
    await fc.assert(
      fc.asyncProperty(input, async ([records, size]) => {
        const parts = await cut('freeswitch-json', join(records.map((one) => JSON.stringify(one))), size, 1);
        const read = parts.map(({ bytes }) => Buffer.from(bytes).toString().trim()).filter(Boolean);
        expect(read.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(records)));
      }),
    );
  });
});

describe('CSV', () => {
  it('keeps a row whole whose cells hold line breaks, commas and quotes', async () => {
    const cellText = fc.string().map((text) => `"${text.replaceAll('"', '""')}\n,"`);
    const row = fc.array(cellText, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));
    const input = fc.tuple(fc.array(row, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 30 }));
    await fc.assert(
      fc.asyncProperty(input, async ([rows, size]) => {
        const parts = await cut('asterisk-csv', rows.map((one) => `${one}\n`).join(''), size, 1);
        expect(parts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
          rows.map((one) => `${one}\n`),
        );
      }),
    );
  });

  it('a quote that is not closed takes the next line with it, and no more', async () => {
    const text = '"a","b\n"c","d"\n"e","f"\n"g","h"\n';
    const parts = await cut('asterisk-csv', text, 100, 1);
    expect(parts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
      '"a","b\n"c","d"\n',
      '"e","f"\n',
      '"g","h"\n',
    ]);
  });

  it('gives each part the header', async () => {
    const parts: string[] = [];
    const header = Buffer.from('recordKey,from\n');
    const rows = pieces('1,a\n2,b\n', 3);
    for await (const part of cutParts(rows, format('csv'), { start: header.length, header, recordsMax: 1 }))
      parts.push(`${part.start}-${part.end} ${Buffer.from(part.bytes)}`);
    expect(parts).toEqual(['15-19 recordKey,from\n1,a\n', '19-23 recordKey,from\n2,b\n']);
  });
});

it.each([
  ['{"recordKey":"1","from":"a"}\n', 'ndjson'],
  ['\uFEFF{"recordKey":"1"}', 'ndjson'],
  ['{"core-uuid":"x","variables":{}}', 'freeswitch-json'],
  ['[\n {"variables":{"uuid":"1"}}]', 'freeswitch-json'],
  ['recordKey,from,to\n1,a,b\n', 'csv'],
  [
    '"","100","200","default","""A"" <100>","SIP/1","SIP/2","Dial","x","2026-01-01 00:00:00","","2026-01-01 00:00:09",9,0,"NO ANSWER","DOCUMENTATION"\n',
    'asterisk-csv',
  ],
  ['hello', undefined],
  ['{"a":1}', undefined],
])('%j begins a file of %s', (beginning, name) => {
  expect(sniffFormat(beginning)).toBe(name);
});

it('a file that is not of its format is refused before it fills the memory', async () => {
  const endless = 'x'.repeat(5 * 1024 * 1024);
  await expect(cut('ndjson', endless, 65_536, 100)).rejects.toThrow(
    'No record ends within 4 MiB: is it ndjson?',
  );
});

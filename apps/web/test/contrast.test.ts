import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { brandSheet, shadesOf } from '../src/lib/brand-colour.ts';

const stylesheet = readFileSync(new URL('../src/app/globals.css', import.meta.url), 'utf8');

/** The colour tokens of one theme: name -> #rrggbb. */
function tokensOf(selector: string): Map<string, string> {
  const block = stylesheet.split(`\n${selector} {`)[1]?.split('\n}')[0] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
}

/** WCAG 2 relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const grounds = ['canvas', 'sunken', 'raised', 'hover', 'selected'];
const textPairs: [string, string][] = [
  ...['ink', 'muted', 'accent'].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...['canvas', 'sunken', 'raised'].map((ground): [string, string] => ['faint', ground]),
  ...['good', 'warn', 'bad'].flatMap((ink): [string, string][] => [
    [ink, `${ink}-soft`],
    [ink, 'canvas'],
    [ink, 'raised'],
    [ink, 'hover'],
  ]),
  ['canvas', 'ink'],
];

describe.each([':root', '.dark'])('the colours of %s', (selector) => {
  const tokens = tokensOf(selector);
  const of = (name: string) => {
    const hex = tokens.get(name);
    if (!hex) throw new Error(`no colour ${name} in ${selector}`);
    return hex;
  };

  test.each(textPairs)('text %s on %s holds 4.5:1', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['canvas', 'sunken', 'raised'])('borders of controls on %s hold 3:1', (ground) => {
    expect(contrast(of('control'), of(ground))).toBeGreaterThanOrEqual(3);
  });

  test('white text on the solid red of destructive buttons holds 4.5:1', () => {
    expect(contrast('#ffffff', of('bad-solid'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the colour of a brand', () => {
  const levels = ['00', '33', '66', '99', 'cc', 'ff'];
  const colours = levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => `#${r}${g}${b}`)));
  const themes = [
    ['light', ':root'],
    ['dark', '.dark'],
  ] as const;

  test.each(themes)(
    'can be read in the %s theme, whatever it is, and so can what is chosen',
    (theme, selector) => {
      const tokens = tokensOf(selector);
      for (const colour of colours) {
        const { accent, selected } = shadesOf(colour, theme);
        for (const ground of ['canvas', 'sunken', 'raised', 'hover'].map((name) => tokens.get(name) ?? ''))
          expect(contrast(accent, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        for (const ink of [accent, tokens.get('ink') ?? '', tokens.get('muted') ?? ''])
          expect(contrast(ink, selected), `${ink} on the ${selected} of ${colour}`).toBeGreaterThanOrEqual(
            4.5,
          );
      }
    },
  );

  test('stays as it was given where it can be read', () => {
    expect(shadesOf('#2b56cc', 'light').accent).toBe('#2b56cc');
    expect(shadesOf('#8fa8ff', 'dark').accent).toBe('#8fa8ff');
    expect(brandSheet('#2b56cc')).toMatch(
      /^:root\{--accent:#2b56cc;--selected:#[0-9a-f]{6}\}\.dark\{--accent:#[0-9a-f]{6};--selected:#[0-9a-f]{6}\}$/,
    );
  });
});

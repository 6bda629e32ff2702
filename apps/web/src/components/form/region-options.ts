import type { Option } from '../ui/select.tsx';

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

const byLabel = (options: Option[]): Option[] => options.sort((a, b) => a.label.localeCompare(b.label, 'en'));

/** Every time zone that the browser knows, as `Europe/Amsterdam`. */
export const timeZoneOptions = once((): Option[] => {
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...names].map((name) => ({ value: name, label: name }));
});

/** `EUR – Euro` */
export const currencyOptions = once((): Option[] => {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code)}`,
  }));
});

/** `Netherlands (NL)`: the two-letter codes that the browser has a name for. */
export const countryOptions = once((): Option[] => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return byLabel(
    codes.flatMap((code) => {
      const name = isCountry(code) ? names.of(code) : undefined;
      return name === undefined ? [] : [{ value: code, label: `${name} (${code})` }];
    }),
  );
});

/** Codes that stand for no country: withdrawn ones, groups, and "unknown". */
const others = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'XA',
  'XB',
  'QO',
  'AN',
  'BU',
  'CS',
  'DD',
  'DY',
  'FQ',
  'FX',
  'HV',
  'JT',
]);
const withdrawn = new Set([
  'MI',
  'NH',
  'NQ',
  'NT',
  'PC',
  'PU',
  'PZ',
  'RH',
  'SU',
  'TP',
  'VD',
  'WK',
  'YD',
  'YU',
  'ZR',
  'UK',
  'CT',
]);
const isCountry = (code: string): boolean => !others.has(code) && !withdrawn.has(code);

export const labelOf = (options: readonly Option[], value: string | null): string =>
  options.find((option) => option.value === value)?.label ?? value ?? '';

import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** A number in E.164 and the country it belongs to; null where either is not known. */
export type KnownNumber = { number: string | null; country: string | null };

const unknown: KnownNumber = { number: null, country: null };
const e164 = /^\+[1-9]\d{6,14}$/;
/** Fewer digits are an extension or a short code. */
const NATIONAL_DIGITS_MIN = 7;
const TEXT_MAX = 40;

/** Country of each calling code that only one has: no need to look at the number itself. */
const countryOfCode = new Map<string, string | null>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  countryOfCode.set(code, countryOfCode.has(code) ? null : country);
}
const countries = new Set<string>(getCountries());

/**
 * E.164 of what a switch wrote: `+…`, `00…`, national with or without the trunk prefix, or international without plus,
 * also inside a SIP or tel URI. Text that is E.164 already is believed; anything else must be a valid number.
 * @param country where the switch stands: how national numbers are read; null: all numbers are international
 */
export function normaliseNumber(written: string, country: string | null): KnownNumber {
  if (e164.test(written)) return { number: written, country: countryOf(written) };
  const text = userPart(written);
  if (text.length > TEXT_MAX || !/^\+?[\d\s().\-/]+$/.test(text)) return unknown;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return e164.test(`+${digits}`) ? normaliseNumber(`+${digits}`, null) : unknown;
  if (digits.length < NATIONAL_DIGITS_MIN) return unknown;
  for (const candidate of readings(digits, country)) {
    const parsed = parsePhoneNumberFromString(candidate.text, candidate.country);
    if (parsed?.isValid() && e164.test(parsed.number)) {
      return { number: parsed.number, country: parsed.country ?? null };
    }
  }
  return unknown;
}

type Reading = { text: string; country?: CountryCode };

/** How digits without a plus may be read, the likelier first. */
function readings(digits: string, country: string | null): Reading[] {
  const international: Reading = { text: `+${digits}` };
  if (country === null || !countries.has(country)) {
    return digits.startsWith('00') ? [{ text: `+${digits.slice(2)}` }] : [international];
  }
  const national: Reading = { text: digits, country: country as CountryCode };
  const ownCode = digits.startsWith(getCountryCallingCode(country as CountryCode));
  return ownCode ? [international, national] : [national, international];
}

/** `+31201234567` of `sip:+31201234567@example.com;user=phone`. */
function userPart(text: string): string {
  return text.replace(/^(sips?|tel):/i, '').replace(/[@;].*$/s, '');
}

function countryOf(number: string): string | null {
  for (let length = 1; length <= 3; length++) {
    const country = countryOfCode.get(number.slice(1, 1 + length));
    if (country) return country;
    if (country === null) return parsePhoneNumberFromString(number)?.country ?? null;
  }
  return null;
}

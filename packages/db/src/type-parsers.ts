import pg from 'pg';

/**
 * What PostgreSQL's types become in JavaScript, on our pool only (another library may want pg's own):
 * - int8: bigint, as Prisma gives it. It fails loudly in JSON.stringify and with a number in one sum, where a string
 *   would be appended and a number would lose digits; `count(*)::int` gives a number.
 * - numeric: string, never a float
 * - timestamptz: Date. A date alone: 'YYYY-MM-DD', as a Date would fall on another day in another time zone
 */
type Parse = (text: string) => unknown;
// Declared for a list of ids only, which leaves out the arrays.
const builtinParser = pg.types.getTypeParser as (oid: number, format?: string) => Parse;

const { INT8, NUMERIC, DATE, TIMESTAMPTZ, JSON: JSON_TEXT, JSONB } = pg.types.builtins;
const TEXT_ARRAY = 1009;
const INT8_ARRAY = 1016;
const NUMERIC_ARRAY = 1231;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ_ARRAY = 1185;

const same: Parse = (text) => text;
const splitArray = builtinParser(TEXT_ARRAY) as (text: string) => (string | null)[];
const each =
  (parse: Parse): Parse =>
  (text) =>
    splitArray(text).map((item) => (item === null ? null : parse(item)));

/**
 * An instant as PostgreSQL writes it in a session that is in UTC: `2026-03-29 01:30:00.5+00`. Digit by digit, as a page of 50
 * rows has a hundred of them, and pg's own parser takes three times as long. What looks different is left to that one.
 */
const instant: Parse = (text) => {
  if (!/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(text)) return anyInstant(text);
  const two = (at: number) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  const ms = text.length > 22 ? Number(text.slice(20, -3).slice(0, 3).padEnd(3, '0')) : 0;
  return new Date(Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17), ms));
};
const anyInstant = builtinParser(TIMESTAMPTZ);

/** Most of the objects that rows hold are empty. */
const json: Parse = (text) => (text === '{}' ? {} : JSON.parse(text));

const parsers = new Map<number, Parse>([
  [INT8, BigInt],
  [INT8_ARRAY, each(BigInt)],
  [NUMERIC, same],
  [NUMERIC_ARRAY, each(same)],
  [DATE, same],
  [DATE_ARRAY, each(same)],
  [JSON_TEXT, json],
  [JSONB, json],
  [TIMESTAMPTZ, instant],
  [TIMESTAMPTZ_ARRAY, each(instant)],
]);

export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    builtinParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

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

const { INT8, NUMERIC, DATE, TIMESTAMPTZ } = pg.types.builtins;
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

const parsers = new Map<number, Parse>([
  [INT8, BigInt],
  [INT8_ARRAY, each(BigInt)],
  [NUMERIC, same],
  [NUMERIC_ARRAY, each(same)],
  [DATE, same],
  [DATE_ARRAY, each(same)],
  [TIMESTAMPTZ, builtinParser(TIMESTAMPTZ)],
  [TIMESTAMPTZ_ARRAY, each(builtinParser(TIMESTAMPTZ))],
]);

export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    builtinParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

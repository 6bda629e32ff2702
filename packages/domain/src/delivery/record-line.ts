import type { CallRecordField } from '@strowger/contracts';
import { recordValues, toTime } from './record-fields.ts';
import { NULL_MARK } from './record-format.ts';
import type { RecordKey } from './select-records.ts';

// Control characters, which no text of a record holds.
const VALUE_END = '\u001f';
export const LINE_END = '\u001e';

const sqlOf = (mark: string): string => `E'\\x${mark.charCodeAt(0).toString(16).padStart(2, '0')}'`;
export const LINE_END_SQL = sqlOf(LINE_END);

/** SQL of all values of a record as one text: see recordValues for what it is read from. */
export const recordLineSql = `concat_ws(${sqlOf(VALUE_END)}, ${recordValues
  .map(({ sql }) => `coalesce(${sql}::text, ${sqlOf(NULL_MARK)})`)
  .join(', ')})`;

/** The texts of the values, as a renderer takes them. */
export function splitLine(line: string): string[] {
  const texts = line.split(VALUE_END);
  if (texts.length !== recordValues.length) throw new Error('a record holds a control character');
  return texts;
}

const placeOf = (field: CallRecordField): number => recordValues.findIndex((value) => value.field === field);
const ID_AT = placeOf('id');
const STARTED_AT = placeOf('startedAt');

/** The place of a line's record in the order of a request. */
export function keyOfLine(line: string): RecordKey {
  const texts = line.split(VALUE_END, Math.max(ID_AT, STARTED_AT) + 1);
  return { startedAt: new Date(toTime(texts[STARTED_AT] as string)), id: texts[ID_AT] as string };
}

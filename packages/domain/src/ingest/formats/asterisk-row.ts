import { csvRows } from './csv-rows.ts';

/** The columns of Master.csv that count. What a file has not is an empty text. */
export type AsteriskRow = {
  accountCode: string;
  src: string;
  dst: string;
  /** Of clid: `"Name" <number>`. */
  callerName: string;
  callerNumber: string;
  channel: string;
  dstChannel: string;
  lastApp: string;
  lastData: string;
  start: string;
  end: string;
  duration: string;
  billsec: string;
  disposition: string;
  uniqueId: string;
  peerAccount: string;
  linkedId: string;
  sequence: string;
};

type Refused = { reason: 'unreadable' | 'invalid'; detail: string };

const COLUMNS_MIN = 16;
const COLUMNS_MAX = 21;
/** peeraccount, linkedid, sequence: `newcdrcolumns`. */
const NEW_COLUMNS = 3;
/** Seconds since 1970 and a counter, behind the system's name where it has one. */
const UNIQUE_ID = /^(?:.+-)?\d{9,}\.\d+$/;

/**
 * Of the columns behind amaflags each may be switched off (`loguniqueid`, `loguserfield`, `newcdrcolumns`): their number
 * tells which there are, and where one may be either, uniqueid is known by its form.
 */
export function readAsteriskRow(text: string): AsteriskRow | Refused {
  const rows = csvRows(text);
  if (typeof rows === 'string') return { reason: 'unreadable', detail: `is not CSV: ${rows}` };
  const [cells, ...more] = rows;
  if (!cells || more.length > 0) return { reason: 'unreadable', detail: 'is not one row' };
  if (cells.length < COLUMNS_MIN || cells.length > COLUMNS_MAX) {
    const detail = `has ${cells.length} columns where Master.csv has ${COLUMNS_MIN} to ${COLUMNS_MAX}`;
    return { reason: 'invalid', detail };
  }
  const cell = (at: number): string => cells[at] ?? '';
  const isNew = cells.length >= COLUMNS_MIN + NEW_COLUMNS;
  const [peerAccount = '', linkedId = '', sequence = ''] = isNew ? cells.slice(-NEW_COLUMNS) : [];
  const hasMore = cells.length > (isNew ? COLUMNS_MIN + NEW_COLUMNS : COLUMNS_MIN);
  return {
    accountCode: cell(0),
    src: cell(1),
    dst: cell(2),
    ...callerOf(cell(4)),
    channel: cell(5),
    dstChannel: cell(6),
    lastApp: cell(7),
    lastData: cell(8),
    start: cell(9),
    end: cell(11),
    duration: cell(12),
    billsec: cell(13),
    disposition: cell(14),
    uniqueId: hasMore && UNIQUE_ID.test(cell(16)) ? cell(16) : '',
    peerAccount,
    linkedId,
    sequence,
  };
}

function callerOf(clid: string): { callerName: string; callerNumber: string } {
  const [, name, number] = /^(.*?)\s*<([^<>]*)>$/s.exec(clid) ?? [];
  if (number === undefined) return { callerName: '', callerNumber: clid };
  return { callerName: (name ?? '').replace(/^"(.*)"$/s, '$1'), callerNumber: number };
}

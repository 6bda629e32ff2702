/** A row to be inserted: SQL names of table and columns, and a value for each column. */
export type Insert = { table: string; columns: readonly string[]; values: readonly unknown[] };

/** So many rows of one change go in one statement: it has a text of its own for each mixture of tables. */
const TOGETHER_MAX = 4;

/** Statements that insert all of the rows, as few as possible: each costs 20 µs on either side, whatever it does. */
export function insertStatements(inserts: readonly Insert[]): [sql: string, values: unknown[]][] {
  const statements: [string, unknown[]][] = [];
  for (let at = 0; at < inserts.length; at += TOGETHER_MAX) {
    const together = inserts.slice(at, at + TOGETHER_MAX);
    statements.push([statementFor(together), together.flatMap(({ values }) => values)]);
  }
  return statements;
}

/** An insert of one row. @param before places that are taken by others */
export function insertText(table: string, columns: readonly string[], before = 0): string {
  const places = columns.map((_, at) => `$${before + at + 1}`);
  return `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`;
}

const statements = new Map<string, string>();

/** A text for each mixture that the product's changes leave: they are few. */
function statementFor(inserts: readonly Insert[]): string {
  const key = inserts.map(({ table, columns }) => `${table} ${columns}`).join();
  const known = statements.get(key);
  if (known) return known;
  let before = 0;
  const texts = inserts.map(({ table, columns }) => {
    const text = insertText(table, columns, before);
    before += columns.length;
    return text;
  });
  const last = texts.pop() as string;
  const others = texts.map((text, at) => `row_${at} as (${text})`);
  const statement = others.length > 0 ? `with ${others.join(', ')} ${last}` : last;
  statements.set(key, statement);
  return statement;
}

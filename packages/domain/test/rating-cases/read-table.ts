const RULE = /^\|( -+ \|)+$/;

/** The rows of the Markdown tables in a text, by the names of their columns. What stands between the tables is left out. */
export function readTable<Column extends string>(text: string): Record<Column, string>[] {
  const lines = text.split('\n');
  let header: string[] = [];
  return lines.flatMap((line, i) => {
    if (!line.startsWith('|') || RULE.test(line)) return [];
    const cells = line.split('|').slice(1, -1);
    if (RULE.test(lines[i + 1] ?? '')) {
      header = cells.map((cell) => cell.trim());
      return [];
    }
    if (cells.length !== header.length) throw new Error(`a row of ${cells.length} cells: ${line}`);
    return [Object.fromEntries(header.map((name, n) => [name, cells[n]?.trim()])) as Record<Column, string>];
  });
}

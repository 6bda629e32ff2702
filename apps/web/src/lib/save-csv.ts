/** Gives the browser a table to keep as `<name>.csv`. It is in no address: the browser's own memory holds it. */
export function saveCsv(name: string, content: string): void {
  const link = document.createElement('a');
  // The mark at the beginning has spreadsheets read it as UTF-8.
  link.href = URL.createObjectURL(new Blob(['\uFEFF', content], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

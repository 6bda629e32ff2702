/** Of what is done with a whole list. */
export const text = {
  exported: (rows: number) =>
    rows === 1 ? '1 row was exported' : `${rows.toLocaleString('en-GB')} rows were exported`,
  exportCut: (rows: number) =>
    `Only the first ${rows.toLocaleString('en-GB')} rows were exported. Narrow the list, or read it by the API.`,
};

/** Of every chart. */
export const text = {
  whole: 'Whole period',
  when: 'When',
  asTable: (title: string) => `${title} as a table`,
};

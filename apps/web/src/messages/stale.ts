/** Of a stale write. */
export const text = {
  title: 'Somebody else saved this meanwhile',
  text: 'Nothing of yours was written. Compare, then decide.',
  field: 'Field',
  theirs: 'Stored now',
  yours: 'Yours',
  unchanged: 'not changed by you',
  secret: 'A new password',
  reload: 'Take what is stored',
  overwrite: 'Overwrite with mine',
  overwritten: 'Only the fields that you changed are written.',
};

/** Of the menu of who is signed in. */
export const text = {
  times: 'Times in',
  apiReference: 'API reference',
  signOut: 'Sign out',
};

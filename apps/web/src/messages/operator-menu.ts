/** Of the menu of who is signed in. */
export const text = {
  apiReference: 'API reference',
  signOut: 'Sign out',
};

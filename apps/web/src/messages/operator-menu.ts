/** Of the menu of who is signed in. */
export const text = {
  times: 'Times in',
  account: 'My account',
  apiReference: 'API reference',
  signOut: 'Sign out',
};

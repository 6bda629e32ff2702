/** Of what could not be shown. */
export const text = {
  title: 'This could not be loaded',
  forbiddenTitle: 'Your role does not allow this',
  forbidden: (role: string) =>
    `You are signed in as ${role}. Ask an owner of your company for a role that may do this.`,
  notFoundTitle: 'There is nothing here',
  notFound: 'It may have been removed, or it lies outside of what you may see.',
  notFoundBack: 'Go to your own customer',
  cursorTitle: 'This page of the list is gone',
  cursor: 'Its link belongs to another search or sort, or is too old.',
};

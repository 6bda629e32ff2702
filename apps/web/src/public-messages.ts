/** The texts of the pages for people who are not signed in: apart from the console's, which every room loads. */
export const pt = {
  signIn: {
    title: 'Sign in',
    lead: 'Provisioning and call records for resellers',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'The email or the password is not right.',
    throttled: 'Too many wrong sign-ins. Wait 15 minutes, then try again.',
    unavailable: 'Signing in is not possible right now. Try again in a moment.',
    ended: 'Your session has ended. Sign in again to go on.',
  },

  confirm: {
    title: 'Confirm a consumer',
    lead: 'A Strowger installation wants to send call records to the address that received this link. Confirm only if that address is yours.',
    submit: 'This address is mine: send call records to it',
    confirmedTitle: 'Confirmed',
    confirmed: 'Call records may be sent to the address from now on. You can close this page.',
    expiredTitle: 'The link is not valid',
    expired: 'It was used already or is older than three days. Ask for a new verification in the console.',
  },
};

export { changePassword } from './change-password.ts';
export { type AccountCaller, readAccount } from './own-account.ts';
export { endOtherSessions, endOwnSession, listOwnSessions } from './sessions.ts';
export { setPasswordByLink } from './set-password.ts';
export { readSetUp, setUp, setUpAddress, setUpToken } from './set-up.ts';
export { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from './totp.ts';

export { postDueCharges } from './post-due-charges.ts';

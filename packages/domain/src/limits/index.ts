export { hasSender, mailSettings } from './mail-settings.ts';
export { pruneLimits } from './prune-limits.ts';
export { type MailOutcome, type OutgoingMail, type SendMail, sendLimitMails } from './send-limit-mails.ts';

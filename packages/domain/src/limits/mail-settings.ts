import { z } from 'zod';

/** The settings of both processes that say whether mail is sent: the worker sends it, the web process tells. */
export const mailSettings = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+/, 'must be an address like smtp://user:password@mail.example.com:587')
    .optional(),
  MAIL_FROM: z
    .string()
    .max(320)
    .regex(
      /^([^<>\r\n,;"\p{Cc}]+ <[^\s@<>,;"]+@[^\s@<>,;"]+>|[^\s@<>,;"]+@[^\s@<>,;"]+)$/u,
      'must be an address like alerts@example.com, or Alerts <alerts@example.com>',
    )
    .optional(),
};

/** Mail has a sender. */
export const hasSender = (env: { SMTP_URL?: string | undefined; MAIL_FROM?: string | undefined }): boolean =>
  env.SMTP_URL === undefined || env.MAIL_FROM !== undefined;

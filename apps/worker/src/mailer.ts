import type { MailOutcome, SendMail } from '@strowger/domain';
import { createTransport } from 'nodemailer';

export type MailerOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`. It is a secret. */
  smtpUrl: string;
  /** Who mails come from: an address, with a name or without. */
  from: string;
};
export type Mailer = { send: SendMail; close(): void };

const CONNECT_MS_MAX = 10_000;
const SILENCE_MS_MAX = 30_000;
const ERROR_LENGTH_MAX = 300;

/** Sends plain text by SMTP. Nothing of a mail can name a file or an address that is then read. */
export function createMailer({ smtpUrl, from }: MailerOptions): Mailer {
  const transport = createTransport(
    {
      url: smtpUrl,
      connectionTimeout: CONNECT_MS_MAX,
      greetingTimeout: CONNECT_MS_MAX,
      dnsTimeout: CONNECT_MS_MAX,
      socketTimeout: SILENCE_MS_MAX,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ to, subject, text, messageId, at }) {
      if (!isOneAddress(to)) return { sent: false, final: true, error: 'It is not one address.' };
      try {
        await transport.sendMail({
          // As an object it is one address: text would be read as a list.
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          date: at,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { sent: true };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Signs that SMTP or a header would read as more than a part of an address are in none. */
const isOneAddress = (text: string): boolean =>
  /^[^\s@,;:<>()[\]"\\\p{Cc}]+@[^\s@,;:<>()[\]"\\\p{Cc}]+$/u.test(text);

type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string };

/** 5xx is final but where it is about our signing in: that is mended here, and not at the address. */
function outcomeOf(error: unknown): MailOutcome {
  const { code = 'ESMTP', responseCode, response } = error as SmtpError;
  const isOurs = code === 'EAUTH' || code === 'ENOAUTH';
  const final = !isOurs && responseCode !== undefined && responseCode >= 500;
  // What the server says of signing in can hold what we have sent; the library's own words can hold the URL.
  const said = isOurs ? (responseCode ?? '') : (response ?? '');
  return { sent: false, final, error: `${code} ${said}`.trim().slice(0, ERROR_LENGTH_MAX) };
}

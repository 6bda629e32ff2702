import type { DomainDeps } from '../core/context.ts';
import { type LimitMail, type LimitMailEvent, writeLimitMail } from './write-limit-mail.ts';

/** What has become of a mail that was handed to the server. */
export type MailOutcome =
  | { sent: true }
  /** `final`: the server has refused it for good. `error` goes into the log and the database: no secret may be in it. */
  | { sent: false; final: boolean; error: string };

export type OutgoingMail = LimitMail & { to: string; messageId: string; at: Date };
export type SendMail = (mail: OutgoingMail) => Promise<MailOutcome>;

type Deps = Pick<DomainDeps, 'db' | 'clock' | 'publicUrl'> & {
  send: SendMail;
  log: { warn(fields: object, message: string): void };
  /** How long is waited after each attempt that failed; after the last one it is given up. */
  mailRetryDelaysSeconds?: readonly number[];
};
type Claimed = { id: string; address: string; event: LimitMailEvent; attempts: number };

const MINUTE = 60;
const RETRY_DELAYS_SECONDS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);
const MAILS_AT_ONCE = 20;
/** Longer than a server is waited for: who has not said by then what became of a mail is dead. */
const SENDING_SECONDS_MAX = 10 * MINUTE;

/**
 * Sends what is due. A mail is marked before it goes out: of one whose worker died meanwhile nobody knows whether it went, and it is not sent
 * again, as one mail is enough.
 * @returns how many were handed to the server
 */
export async function sendLimitMails(deps: Deps): Promise<number> {
  await giveUpUnknown(deps);
  const mails = await claim(deps);
  for (const mail of mails) await sendOne(deps, mail);
  return mails.length;
}

const giveUpUnknown = ({ db, clock }: Deps) =>
  db.rows(
    `update limit_mail set status = 'dead', last_error = 'The worker ended while it was sent.'
     where status = 'sending' and due_at <= $1::timestamptz`,
    [clock.now()],
  );

const claim = ({ db, clock }: Deps): Promise<Claimed[]> =>
  db.rows<Claimed>(
    `update limit_mail m set status = 'sending', attempts = m.attempts + 1, due_at = $1::timestamptz + make_interval(secs => $2)
     from (select id from limit_mail where status = 'pending' and due_at <= $1::timestamptz order by due_at, id
       limit ${MAILS_AT_ONCE} for update skip locked) due
     where m.id = due.id returning m.id, m.address, m.event, m.attempts`,
    [clock.now(), SENDING_SECONDS_MAX],
  );

async function sendOne(deps: Deps, { id, address, event, attempts }: Claimed): Promise<void> {
  const { db, clock, publicUrl, send, log, mailRetryDelaysSeconds = RETRY_DELAYS_SECONDS } = deps;
  const { host } = new URL(publicUrl);
  const outcome = await send({
    ...writeLimitMail(event, publicUrl),
    to: address,
    // The same in each attempt: a server that has it already may know it by that.
    messageId: `<${id}@${host.replace(/[^a-z0-9.-]/gi, '-')}>`,
    at: new Date(event.occurredAt),
  });
  if (outcome.sent) {
    await db.rows(`update limit_mail set status = 'sent', last_error = null where id = $1::uuid`, [id]);
    return;
  }
  const delay = outcome.final ? undefined : mailRetryDelaysSeconds[attempts - 1];
  await db.rows(
    `update limit_mail set status = $2::mail_status, due_at = $3::timestamptz, last_error = $4 where id = $1::uuid`,
    [
      id,
      delay === undefined ? 'dead' : 'pending',
      new Date(clock.now().getTime() + (delay ?? 0) * 1000),
      outcome.error,
    ],
  );
  log.warn(
    { limitMailId: id, attempts, error: outcome.error, givenUp: delay === undefined },
    'a mail of a limit could not be sent',
  );
}

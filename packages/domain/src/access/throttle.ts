import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';

const WINDOW_MINUTES = 15;
/** Wrong guesses in the window: at one secret, and from one address (an office shares one). */
const FAILURES_PER_SUBJECT = 10;
const FAILURES_PER_ADDRESS = 50;

export type Guess = {
  /** What is guessed at: an email, or a text that stands for another secret. */
  subject: string;
  /** Where the guess comes from; undefined: counted for another guess already. */
  ip: string | undefined;
  failuresMax?: number;
  windowMinutes?: number;
};

/**
 * Counts a guess as wrong before it is looked at: guesses that are sent all at once would otherwise each find that none has
 * failed yet.
 * @returns takes it back, for one that was right
 * @throws DomainError tooManyRequests
 */
export async function claimGuess(deps: DomainDeps, guess: Guess): Promise<() => Promise<void>> {
  const { failuresMax = FAILURES_PER_SUBJECT, windowMinutes = WINDOW_MINUTES } = guess;
  const { signInFailure } = deps.db.prisma;
  const at = deps.clock.now();
  const id = newId(at);
  const emailHash = deps.keyring.mac('sign-in-throttle', guess.subject);
  const ipHash = deps.keyring.mac('sign-in-throttle', guess.ip ?? `of ${guess.subject}`);
  await signInFailure.create({ data: { id, emailHash, ipHash, at } });
  const takeBack = async () => {
    await signInFailure.deleteMany({ where: { id } });
  };
  const since = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
  const [perSubject, perAddress] = await Promise.all([
    signInFailure.count({ where: { emailHash, at: { gt: since(windowMinutes) } } }),
    signInFailure.count({ where: { ipHash, at: { gt: since(WINDOW_MINUTES) } } }),
  ]);
  if (perSubject <= failuresMax && perAddress <= FAILURES_PER_ADDRESS) return takeBack;
  await takeBack();
  throw new DomainError(
    'tooManyRequests',
    `Too many wrong attempts: try again in ${windowMinutes} minutes.`,
    {
      retryAfterSeconds: windowMinutes * 60,
    },
  );
}

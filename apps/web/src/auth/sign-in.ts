import { forgetKeptFiles } from '@/lib/kept-file.ts';
import { signInAddress } from '@/lib/sign-in-address.ts';

const told = ['codeRequired', 'wrongCode', 'tooManyRequests'] as const;

export type SignInOutcome = 'signedIn' | 'wrong' | (typeof told)[number] | 'unavailable';

/** next-auth takes a form with a token that it handed out before. */
async function post(action: string, fields: Record<string, string>): Promise<string> {
  const token = await fetch('/api/auth/csrf').then(
    (answer) => answer.json() as Promise<{ csrfToken: string }>,
  );
  const answer = await fetch(`/api/auth/${action}`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken: token.csrfToken, json: 'true', callbackUrl: '/' }),
  });
  const { url } = (await answer.json()) as { url: string };
  return url;
}

/** Signs in. Password and code go in the body of a POST and are kept nowhere. */
export async function signIn(fields: {
  email: string;
  password: string;
  code?: string;
}): Promise<SignInOutcome> {
  try {
    const url = await post('callback/credentials', fields);
    const error = new URL(url, window.location.origin).searchParams.get('error');
    if (error === null) return 'signedIn';
    const known = told.find((outcome) => outcome === error);
    if (known) return known;
    return error === 'CredentialsSignin' ? 'wrong' : 'unavailable';
  } catch {
    return 'unavailable';
  }
}

/** Ends the session in this browser and shows the sign-in page, with nothing of the console left in memory or kept beside it. */
export async function signOut(): Promise<void> {
  await post('signout', {});
  forgetKeptFiles();
  window.location.assign(signInAddress('/', false));
}

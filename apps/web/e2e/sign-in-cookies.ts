type Credentials = { email: string; password: string };

/** Signs an operator in by HTTP. @returns the cookies of the session, as a header has them */
export async function signInCookies(baseUrl: string, { email, password }: Credentials): Promise<string> {
  const csrf = await fetch(`${baseUrl}/api/auth/csrf`);
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((text) => text.split(';', 1)[0]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf).join('; ') },
    body: new URLSearchParams({ email, password, csrfToken, json: 'true', callbackUrl: '/' }),
  });
  return cookiesOf(answer).join('; ');
}

'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { type SignInOutcome, signIn } from '@/auth/sign-in.ts';
import { TIME_ZONE_COOKIE } from '@/lib/time-zone-cookie.ts';
import { pt } from '@/public-messages.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Input } from '../ui/input.tsx';
import { entryCard } from './entry-page.tsx';
import { PasswordInput } from './password-input.tsx';

type Fault = Exclude<SignInOutcome, 'signedIn' | 'codeRequired'>;
const faultTexts: Record<Fault, string> = {
  wrong: pt.signIn.wrong,
  wrongCode: pt.signIn.wrongCode,
  tooManyRequests: pt.signIn.throttled,
  unavailable: pt.signIn.unavailable,
};

/** The first page after signing in is rendered in the operator's own time zone. */
function rememberTimeZone(): void {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is not in every browser
  document.cookie = `${TIME_ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`;
}

type SignInFormProps = { next: string; notice: string | undefined };

/** Email and password, then a code where there is an authenticator. */
export function SignInForm({ next, notice }: SignInFormProps) {
  const [fault, setFault] = useState<Fault>();
  const [pending, setPending] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const retry = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    const password = String(form.get('password'));
    setPending(true);
    setFault(undefined);
    const outcome = await signIn({ email, password, ...(asksCode && { code: String(form.get('code')) }) });
    if (outcome === 'signedIn') {
      rememberTimeZone();
      // A whole page, so that nothing of a session before stays in memory.
      window.location.assign(next);
      return;
    }
    setPending(false);
    if (outcome === 'codeRequired') setAsksCode(true);
    else {
      setFault(outcome);
      if (outcome === 'wrong') setAsksCode(false);
      retry.current?.select();
    }
  };

  return (
    <form onSubmit={submit} method="post" aria-label={pt.signIn.title} className={entryCard}>
      {notice !== undefined && fault === undefined && !asksCode && <Callout>{notice}</Callout>}
      {fault !== undefined && (
        <Callout tone="bad" live>
          {faultTexts[fault]}
        </Callout>
      )}
      <CredentialFields hidden={asksCode} wrong={fault === 'wrong'} retry={asksCode ? undefined : retry} />
      {asksCode && <CodeField wrong={fault === 'wrongCode'} retry={retry} />}
      <Button type="submit" variant="primary" pending={pending} className="h-9">
        {asksCode ? pt.signIn.submitCode : pt.signIn.submit}
      </Button>
      {asksCode && (
        <Button variant="ghost" onClick={() => setAsksCode(false)}>
          {pt.signIn.back}
        </Button>
      )}
    </form>
  );
}

type FieldProps = { wrong: boolean; retry: React.RefObject<HTMLInputElement | null> | undefined };

/** They stay in the form while the code is asked for: they are sent again with it, and kept nowhere else. */
function CredentialFields({ hidden, wrong, retry }: FieldProps & { hidden: boolean }) {
  const id = useId();
  return (
    <div hidden={hidden} className={hidden ? 'hidden' : 'grid gap-4'}>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-email`} className="font-medium">
          {pt.signIn.email}
        </label>
        <Input
          id={`${id}-email`}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          className="h-9"
        />
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-password`} className="font-medium">
          {pt.signIn.password}
        </label>
        <PasswordInput
          id={`${id}-password`}
          ref={retry}
          name="password"
          autoComplete="current-password"
          required
          aria-invalid={wrong || undefined}
          className="h-9"
        />
      </div>
    </div>
  );
}

function CodeField({ wrong, retry }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {pt.signIn.code}
      </label>
      <Input
        id={id}
        ref={retry}
        name="code"
        autoFocus
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={6}
        maxLength={20}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-hint`}
        className="h-9 font-mono"
      />
      <p id={`${id}-hint`} className="text-muted text-xs">
        {pt.signIn.codeHint}
      </p>
    </div>
  );
}

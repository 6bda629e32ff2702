'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { type SignInOutcome, signIn } from '@/auth/sign-in.ts';
import { TIME_ZONE_COOKIE } from '@/lib/time-zone-cookie.ts';
import { text as formText } from '@/messages/form.ts';
import { pt } from '@/public-messages.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Input } from '../ui/input.tsx';

type Fault = Exclude<SignInOutcome, 'signedIn'>;
const faultTexts: Record<Fault, string> = {
  wrong: pt.signIn.wrong,
  tooManyRequests: pt.signIn.throttled,
  unavailable: pt.signIn.unavailable,
};

/** The first page after signing in is rendered in the operator's own time zone. */
function rememberTimeZone(): void {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is not in every browser
  document.cookie = `${TIME_ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`;
}

export function SignInForm({ next, ended }: { next: string; ended: boolean }) {
  const [fault, setFault] = useState<Fault>();
  const [pending, setPending] = useState(false);
  const [shown, setShown] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFault(undefined);
    const outcome = await signIn(String(form.get('email')).trim(), String(form.get('password')));
    if (outcome === 'signedIn') {
      rememberTimeZone();
      // A whole page, so that nothing of a session before stays in memory.
      window.location.assign(next);
      return;
    }
    setPending(false);
    setFault(outcome);
    password.current?.select();
  };

  const Icon = shown ? EyeOff : Eye;
  return (
    <form
      onSubmit={submit}
      method="post"
      aria-label={pt.signIn.title}
      className="grid gap-4 rounded-lg border bg-raised p-6 shadow-raised"
    >
      {ended && fault === undefined && <Callout>{pt.signIn.ended}</Callout>}
      {fault !== undefined && (
        <Callout tone="bad" live>
          {faultTexts[fault]}
        </Callout>
      )}
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
        <span className="relative block">
          <Input
            id={`${id}-password`}
            ref={password}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            maxLength={200}
            aria-invalid={fault === 'wrong' || undefined}
            className="h-9 pr-10"
          />
          <button
            type="button"
            aria-label={shown ? formText.hidePassword : formText.showPassword}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-muted hover:text-ink"
          >
            <Icon aria-hidden className="size-4" />
          </button>
        </span>
      </div>
      <Button type="submit" variant="primary" pending={pending} className="h-9">
        {pt.signIn.submit}
      </Button>
    </form>
  );
}

import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { text } from '@/messages/errors.ts';
import { buttonClass } from './ui/button.tsx';
import { FailureState } from './ui/states.tsx';

/** What is not there, or is out of scope: the same. Rendered on the server, so that no page carries it along. */
export function NotFoundState() {
  return (
    <FailureState
      heading="h1"
      icon={<SearchX aria-hidden className="size-5" />}
      title={text.notFoundTitle}
      text={text.notFound}
      action={
        <Link href="/" className={buttonClass()}>
          {text.notFoundBack}
        </Link>
      }
    />
  );
}

import { type ErrorCode, errorTable } from '@strowger/contracts';
import Link from 'next/link';

/** What an operation can be refused with: the status, and each code with a link to what to do about it. */
export function ProblemList({
  problems,
}: {
  problems: readonly [status: number, codes: readonly ErrorCode[]][];
}) {
  return (
    <ul className="divide-y divide-line border-y">
      {problems.map(([status, codes]) => (
        <li key={status} className="flex gap-3 py-1.5">
          <span className="w-8 shrink-0 font-mono text-muted text-xs leading-5">{status}</span>
          <ul className="flex flex-wrap gap-x-3">
            {codes.map((code) => (
              <li key={code}>
                <Link
                  href={`/docs/api/errors#${code}`}
                  title={errorTable[code].title}
                  prefetch={false}
                  className="font-mono text-accent text-xs hover:underline coarse:inline-block coarse:py-2"
                >
                  {code}
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

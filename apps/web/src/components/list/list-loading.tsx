import { Skeleton } from '../ui/skeleton.tsx';

/**
 * The place of a list room that is streamed, while its first page is on the way.
 * @public rooms of their own choose it
 */
export function ListLoading() {
  return (
    <div aria-busy="true">
      <div className="mb-4 grid gap-2">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-4 w-64" />
      </div>
      <Skeleton className="mb-3 h-8 w-72 max-w-full" />
      <div className="border-y">
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
          <div key={row} className="flex h-9 items-center justify-between border-b last:border-0">
            <Skeleton className="h-3 w-44" />
            <Skeleton className="h-3 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The place of one thing's page. */
export function DetailLoading() {
  return (
    <div aria-busy="true" className="grid max-w-3xl gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <Skeleton className="h-14" />
      <div className="grid gap-4 sm:grid-cols-2">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((field) => (
          <div key={field} className="grid gap-1.5">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-8" />
          </div>
        ))}
      </div>
    </div>
  );
}

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, problemOf } from './problem.ts';

const RETRIES = 2;

/** What the server has answered is an answer: only what never arrived is asked for again. */
const mayRetry = (failures: number, error: unknown): boolean =>
  problemOf(error) === undefined && failures < RETRIES;

/** @param onSignedOut called when a call finds that the session has ended */
export function makeQueryClient(onSignedOut?: () => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What came with the page is not fetched again at once.
        staleTime: 5_000,
        retry: mayRetry,
        refetchOnWindowFocus: true,
      },
    },
    queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && onSignedOut?.() }),
  });
}

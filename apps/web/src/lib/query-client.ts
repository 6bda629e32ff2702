import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, problemOf } from './problem.ts';

const RETRIES = 2;

/** What the server has answered is an answer: only what never arrived is asked for again. */
const isLost = (failures: number, error: unknown): boolean =>
  problemOf(error) === undefined && failures < RETRIES;

/** The cache of a page in the browser. @param onSignedOut called when a call finds that the session has ended */
export const makeBrowserClient = (onSignedOut: () => void): QueryClient =>
  makeClient(isLost, (error) => isSignedOut(error) && onSignedOut());

/** The cache that a page is read into on the server, where nothing gets lost and every second is waited for. */
export const makeServerClient = (): QueryClient => makeClient(false, () => undefined);

function makeClient(retry: typeof isLost | false, onError: (error: unknown) => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What came with the page is not fetched again at once.
        staleTime: 5_000,
        retry,
        refetchOnWindowFocus: true,
      },
    },
    queryCache: new QueryCache({ onError }),
  });
}

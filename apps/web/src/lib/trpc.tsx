'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '@/trpc/router.ts';
import { makeBrowserClient } from './query-client.ts';
import { fetchPatiently } from './retry-after.ts';
import { signInAddress } from './sign-in-address.ts';

const context = createTRPCContext<AppRouter>();
export const { useTRPC, useTRPCClient } = context;

/** A URL that every proxy takes; what is longer goes in a second batch. */
const URL_LENGTH_MAX = 2000;

/** The page's one cache and its way to the server. A session that has ended leads to the sign-in page and back. */
export function DataProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() =>
    makeBrowserClient(() => {
      const { pathname, search } = window.location;
      window.location.assign(signInAddress(`${pathname}${search}`, true));
    }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: '/api/trpc', maxURLLength: URL_LENGTH_MAX, fetch: fetchPatiently })],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '@/trpc/router.ts';

/** The way to the server for pages of who is not signed in: without a cache, and without a way to the sign-in page. */
export const accountClient = () =>
  createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc' })] }).account;

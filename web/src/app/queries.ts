// How answers are cached and asked for again.

import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

const retriesMax = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A server on this machine needs no network.
        networkMode: 'always',
        staleTime: 5_000,
        // Whoever waited for a whole deadline is told, and asks again himself.
        retry: (failures, error) =>
          failures < retriesMax &&
          error instanceof Problem &&
          error.passes &&
          error.code !== 'TimedOut',
        retryDelay: (failures, error) => {
          const asked = error instanceof Problem ? (error.retryAfterS ?? 0) * 1000 : 0;
          return Math.min(Math.max(asked, 400 * 2 ** failures), 5_000);
        },
      },
      mutations: { networkMode: 'always' },
    },
  });
}

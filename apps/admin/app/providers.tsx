'use client';

import { hashKey, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiError } from '@/lib/graphql';
import { isSignedOut, meQuery } from '@/lib/session';
import { UrlState } from '@/lib/url-state';

const PERMANENT = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

const RETRIES = 5;
/** Someone has looked at an empty place for as long as a read may take: not again and again. */
const RETRIES_OF_LATE_READS = 1;

function retriesAfter({ code }: ApiError): number {
  if (PERMANENT.has(code)) return 0;
  return code === 'TIMED_OUT' ? RETRIES_OF_LATE_READS : RETRIES;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={client}>
      <UrlState>{children}</UrlState>
    </QueryClientProvider>
  );
}

function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The frame of the pages goes to sign-in by what this query says; it is not asked for otherwise while a page only polls.
      onError: (error, { queryKey }) => {
        if (isSignedOut(error) && hashKey(queryKey) !== hashKey(meQuery.queryKey))
          void client.invalidateQueries({ queryKey: meQuery.queryKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => failures < (error instanceof ApiError ? retriesAfter(error) : RETRIES),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
      },
    },
  });
  return client;
}

'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import {
  renderQueryString,
  unstable_createAdapterProvider as createAdapterProvider,
  type unstable_AdapterInterface as AdapterInterface,
} from 'nuqs/adapters/custom';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { startTransition, type ReactNode } from 'react';
import { stateWith, writtenSearch } from './written-search';

/**
 * Keeps what pages remember in the URL. The router learns of a new address in a transition, and once that is shown writes the
 * address itself: on a busy page, later than the next one was written. A change made in that moment must start from what was
 * written last, not from the address that stands there, or what was closed is open again. So each address is written with its
 * search as the entry's state, which the router hands on. nuqs' own adapter stays around, for it forgets changes when a page is left.
 */
export function UrlState({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <Adapter>{children}</Adapter>
    </NuqsAdapter>
  );
}

const Adapter = createAdapterProvider(useRouterAndHistory);

function useRouterAndHistory(): AdapterInterface {
  return {
    searchParams: useSearchParams(),
    pathname: usePathname(),
    updateUrl: replaceSearch,
    getSearchParamsSnapshot: latestSearch,
    // As nuqs' adapter for this router has them: an update takes three calls of the history, and is forgotten once the router shows it.
    rateLimitFactor: 3,
    autoResetQueueOnUpdate: false,
  };
}

/** Nothing here asks for an entry of its own, or for the server to be told. */
function replaceSearch(search: URLSearchParams): void {
  const query = renderQueryString(search);
  startTransition(() => {
    window.history.replaceState(stateWith(query), '', `${window.location.pathname}${query}${window.location.hash}`);
  });
}

function latestSearch(): URLSearchParams {
  return new URLSearchParams(writtenSearch(window.history.state, window.location.search));
}

import { encodeCursor, type Page, type PageRequest } from '#graph';
import { connection, pageSize, type Connection } from './connection.js';

/** The page a client asks for, as the graph's repositories take it. */
export function graphPage(page: { readonly first?: number | null; readonly after?: string | null }): PageRequest {
  return { first: pageSize(page.first), after: page.after ?? null };
}

/** A repository's page as a connection. `sortOf` gives what its list is sorted by, so that every edge has the cursor that continues after it. */
export function graphConnection<T extends { readonly id: string }>(
  page: Page<T>,
  request: { readonly after?: string | null },
  sortOf: (item: T) => string | number,
): Connection<T> {
  return connection({
    items: page.items,
    totalCount: page.totalCount,
    hasNextPage: page.hasNextPage,
    hasPreviousPage: Boolean(request.after),
    cursorOf: (item) => encodeCursor({ sort: sortOf(item), id: item.id }),
  });
}

'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { NotRead } from './not-read';
import { EmptyState, Loading } from './notes';
import { Pager } from './pager';
import { Panel } from './panel';

/** A page of a Relay connection, as every list of the API answers. */
export interface Connection<T> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: T }[];
}

/** Cells of columns that a narrow page leaves out, and of what stands there instead. */
export const WIDE_ONLY = 'hidden lg:table-cell';
export const NARROW_ONLY = 'lg:hidden';

/** A column by its name; `wideOnly`: its cells are {@link WIDE_ONLY}. */
export type Column = string | { readonly name: string; readonly wideOnly: true };

/** A table over a cursor list: the page stands in the URL; loading, failing and empty are said. */
export function CursorList<T>({
  name,
  queryKey,
  load,
  columns,
  row,
  empty,
}: {
  name: string;
  queryKey: readonly unknown[];
  load: (after: string | null, signal: AbortSignal) => Promise<Connection<T>>;
  columns: readonly Column[];
  row: (item: T) => ReactNode;
  empty: ReactNode;
}) {
  const [after, setAfter] = useQueryState('after', parseAsString);
  const query = useQuery({
    queryKey: [...queryKey, after],
    queryFn: ({ signal }) => load(after, signal),
    placeholderData: keepPreviousData,
  });
  const page = query.data;
  return (
    <Panel flush>
      <NotRead what={name} error={query.error} />
      {query.isPending && <Loading label={`Loading ${name.toLowerCase()}`} />}
      {page?.edges.length === 0 && <EmptyState title={`No ${name.toLowerCase()} yet`}>{empty}</EmptyState>}
      {page !== undefined && page.edges.length > 0 && (
        <>
          <table aria-label={name}>
            <thead>
              <tr>
                {columns.map((column) => {
                  const [name, className] = typeof column === 'string' ? [column] : [column.name, WIDE_ONLY];
                  return (
                    <th key={name} scope="col" className={className}>
                      {name}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>{page.edges.map(({ node }) => row(node))}</tbody>
          </table>
          <Pager
            shown={page.edges.length}
            total={page.totalCount}
            hasNext={page.pageInfo.hasNextPage}
            atStart={after === null}
            onFirst={() => void setAfter(null)}
            onNext={() => void setAfter(page.pageInfo.endCursor)}
          />
        </>
      )}
    </Panel>
  );
}

'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SignalsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { NotRead } from '@/ui/not-read';
import { EmptyState, Loading } from '@/ui/notes';
import { Pager } from '@/ui/pager';
import { Panel } from '@/ui/panel';
import { RegionPage, RunHint } from '@/ui/region-page';
import { filterOf, SignalFilters, useSignalFilters } from './filters';
import { SignalTable } from './signal-table';

/** What was found in a region; filters and page stand in the URL. */
export function Signals() {
  return (
    <RegionPage title="Signals" lead="Gatherings, aid, needs, notices and tensions, each with its evidence.">
      {(region) => <List region={region} />}
    </RegionPage>
  );
}

function List({ region }: { region: { regionSlug: string; timeZone: string } }) {
  const [filters, setFilters] = useSignalFilters();
  const query = useQuery({
    queryKey: ['signals', region.regionSlug, filters],
    queryFn: ({ signal }) =>
      request(
        SignalsDocument,
        {
          region: region.regionSlug,
          filter: filterOf(filters),
          first: 50,
          after: filters.after === '' ? null : filters.after,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const page = query.data?.signals;
  return (
    <div className="flex flex-col gap-4">
      <SignalFilters
        region={region.regionSlug}
        filters={filters}
        onChange={(change) => void setFilters({ ...change, after: null })}
      />
      <Panel flush>
        <NotRead what="The signals" error={query.error} />
        {query.isPending && <Loading label="Loading signals" />}
        {page?.edges.length === 0 && (
          <EmptyState title="No signal here">
            <RunHint>Take a filter away. When there is none, a full run finds them.</RunHint>
          </EmptyState>
        )}
        {page !== undefined && page.edges.length > 0 && (
          <>
            <SignalTable signals={page.edges.map((edge) => edge.node)} zone={region.timeZone} />
            <Pager
              shown={page.edges.length}
              total={page.totalCount}
              hasNext={page.pageInfo.hasNextPage}
              atStart={filters.after === ''}
              onFirst={() => void setFilters({ after: null })}
              onNext={() => void setFilters({ after: page.pageInfo.endCursor })}
            />
          </>
        )}
      </Panel>
    </div>
  );
}

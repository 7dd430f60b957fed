'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { RunsDocument, type RunRowFragment, type RunStatus } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { useNow } from '@/lib/now';
import { regionNamesQuery } from '@/lib/region';
import { RunBadge } from '@/ui/badge';
import { Select } from '@/ui/fields';
import { Go } from '@/ui/link';
import { Money } from '@/ui/money';
import { NotRead } from '@/ui/not-read';
import { EmptyState, Loading } from '@/ui/notes';
import { Pager } from '@/ui/pager';
import { PageHead, Panel } from '@/ui/panel';
import { duration } from '@/lib/duration';
import { RUN_CHOICES } from '@/lib/run-words';
import { waitClauseOnceStarted } from '@/lib/waiting';
import { Time } from '@/ui/time';

/** Every run, newest first; filters stand in the URL. */
export function Runs() {
  const [url, setUrl] = useQueryStates({
    region: parseAsString.withDefault(''),
    status: parseAsString.withDefault(''),
    after: parseAsString.withDefault(''),
  });
  const regions = useQuery(regionNamesQuery);
  const filter = {
    ...(url.region !== '' && { region: url.region }),
    ...(url.status !== '' && { status: [url.status as RunStatus] }),
  };
  const runs = useQuery({
    queryKey: ['runs', url],
    queryFn: ({ signal }) =>
      request(RunsDocument, { filter, first: 30, after: url.after === '' ? null : url.after }, signal),
  });
  const now = useNow(runs.data?.scoutRuns.edges.some(({ node }) => node.finishedAt === null) ?? false);
  const page = runs.data?.scoutRuns;
  const zoneOf = (slug: string) => regions.data?.regions.find((row) => row.regionSlug === slug)?.timeZone ?? null;
  return (
    <>
      <PageHead title="Runs" lead="Everything that was started, newest first." />
      <div className="mb-4 flex flex-wrap gap-3">
        <Select
          label="Region"
          value={url.region}
          options={(regions.data?.regions ?? []).map((row) => [row.regionSlug, row.regionName] as const)}
          onChange={(region) => void setUrl({ region: region || null, after: null })}
        />
        <Select
          label="Status"
          value={url.status}
          options={RUN_CHOICES}
          onChange={(status) => void setUrl({ status: status || null, after: null })}
        />
      </div>
      <Panel flush>
        <NotRead what="The runs" error={runs.error} />
        {runs.isPending && <Loading label="Loading runs" />}
        {page?.edges.length === 0 && (
          <EmptyState title="No runs here">
            Start one on the{' '}
            <Go inText to="/">
              Regions
            </Go>{' '}
            page, or take a filter away.
          </EmptyState>
        )}
        {page !== undefined && page.edges.length > 0 && (
          <>
            <table aria-label="Runs">
              <thead>
                <tr>
                  <th scope="col">Run</th>
                  <th scope="col">What</th>
                  <th scope="col">Status</th>
                  <th scope="col">Started</th>
                  <th scope="col">Took</th>
                  <th scope="col">Spent</th>
                </tr>
              </thead>
              <tbody>
                {page.edges.map(({ node }) => (
                  <tr key={node.id}>
                    <td className="font-mono text-xs">
                      <Go to={`/runs/${encodeURIComponent(node.id)}`}>{node.id}</Go>
                    </td>
                    <td>{node.label}</td>
                    <td>
                      <RunBadge status={node.status} warnings={node.withWarnings} />
                      {node.error !== null && (
                        <span className="text-bad block max-w-lg truncate" title={node.error.message}>
                          {node.error.message}
                        </span>
                      )}
                      <span className="text-muted block">{waitClauseOnceStarted(node.waits, zoneOf(node.region))}</span>
                    </td>
                    <td>
                      <Started run={node} zone={zoneOf(node.region)} />
                    </td>
                    <td className="tabular-nums">{duration(node.startedAt, node.finishedAt, now)}</td>
                    <td>
                      <Money microUsd={node.spentMicroUsd} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Pager
              shown={page.edges.length}
              total={page.totalCount}
              hasNext={page.pageInfo.hasNextPage}
              atStart={url.after === ''}
              onFirst={() => void setUrl({ after: null })}
              onNext={() => void setUrl({ after: page.pageInfo.endCursor })}
            />
          </>
        )}
      </Panel>
    </>
  );
}

/** When a run began, or will. */
function Started({ run, zone }: { run: RunRowFragment; zone: string | null }) {
  if (run.startedAt === null && run.startAt !== null)
    return (
      <>
        starts <Time at={run.startAt} zone={zone} />
      </>
    );
  return <Time at={run.startedAt ?? run.createdAt} zone={zone} />;
}

'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, RotateCw } from 'lucide-react';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { RunStepsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Badge } from '@/ui/badge';
import { Money } from '@/ui/money';
import { EmptyState, ErrorNote, Loading } from '@/ui/notes';
import { Pager } from '@/ui/pager';
import { Panel } from '@/ui/panel';
import { duration, Time } from '@/ui/time';
import { StepDrawer } from './step-drawer';

/** Every recorded step of a run and of what it started, oldest first; a click shows input, output and error. */
export function StepTable({ runId, open }: { runId: string; open: boolean }) {
  const [url, setUrl] = useQueryStates({
    failed: parseAsBoolean.withDefault(false),
    steps: parseAsString.withDefault(''),
    stepOf: parseAsString,
    step: parseAsString,
  });
  const query = useQuery({
    queryKey: ['steps', runId, url.failed, url.steps],
    queryFn: ({ signal }) =>
      request(
        RunStepsDocument,
        { id: runId, failedOnly: url.failed, after: url.steps === '' ? null : url.steps },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const page = query.data?.scoutRun?.steps;
  return (
    <Panel
      title="Steps"
      flush
      actions={
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={url.failed}
            onChange={(event) => void setUrl({ failed: event.target.checked || null, steps: null })}
          />
          Failed only
        </label>
      }
    >
      {query.error !== null && <ErrorNote title="The steps can't be read" message={query.error.message} />}
      {query.isPending && <Loading label="Loading steps" />}
      {page?.edges.length === 0 && (
        <EmptyState title={url.failed ? 'No step failed' : 'No step has finished yet'}>
          {open && !url.failed ? 'Steps appear here as they finish.' : null}
        </EmptyState>
      )}
      {page !== undefined && page.edges.length > 0 && (
        <>
          <table aria-label="Steps">
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">State</th>
                <th scope="col">Attempts</th>
                <th scope="col">Ended</th>
                <th scope="col">Took</th>
                <th scope="col">Spent</th>
              </tr>
            </thead>
            <tbody>
              {page.edges.map(({ node }) => (
                <tr key={`${node.runId}/${node.key}`}>
                  <td className="max-w-xl">
                    <button
                      type="button"
                      className="text-accent cursor-pointer text-left break-words underline-offset-2 hover:underline"
                      onClick={() => void setUrl({ step: node.key, stepOf: node.runId })}
                    >
                      {node.name}
                    </button>
                    {node.runId !== runId && <span className="text-muted block font-mono text-xs">{node.runId}</span>}
                  </td>
                  <td>
                    {node.status === 'OK' ? (
                      <Badge icon={CircleCheck} tone="good">
                        Done
                      </Badge>
                    ) : (
                      <Badge icon={CircleX} tone="bad">
                        Failed
                      </Badge>
                    )}
                  </td>
                  <td>
                    {node.attempts > 1 ? (
                      <Badge icon={RotateCw} tone="warn">{`${String(node.attempts)} attempts`}</Badge>
                    ) : (
                      '1'
                    )}
                  </td>
                  <td>
                    <Time at={node.endedAt} />
                  </td>
                  <td className="tabular-nums">{duration(node.startedAt, node.endedAt, 0)}</td>
                  <td>
                    {node.costMicroUsd > 0 ? (
                      <Money microUsd={node.costMicroUsd} />
                    ) : (
                      <span className="text-muted">–</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            shown={page.edges.length}
            total={page.totalCount}
            hasNext={page.pageInfo.hasNextPage}
            atStart={url.steps === ''}
            onFirst={() => void setUrl({ steps: null })}
            onNext={() => void setUrl({ steps: page.pageInfo.endCursor })}
          />
        </>
      )}
      {url.step !== null && url.stepOf !== null && (
        <StepDrawer runId={url.stepOf} stepKey={url.step} onClose={() => void setUrl({ step: null, stepOf: null })} />
      )}
    </Panel>
  );
}

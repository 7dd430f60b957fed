'use client';

import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { RunChildrenDocument, RunStepsDocument, type StepRowFragment } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import type { Parts } from './rows';

/** Steps of one run that are read before "more" is asked for. */
export const STEPS_AT_FIRST = 300;

interface Steps {
  readonly steps: readonly StepRowFragment[];
  readonly totalSteps: number;
}

/** What is inside the given runs: their parts and own steps, at most `limitOf(id)` of them. Those not read yet are missing. */
export function useParts(
  ids: readonly string[],
  limitOf: (id: string) => number,
): { parts: ReadonlyMap<string, Parts>; error: Error | null } {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['parts', id, limitOf(id)],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Parts> => {
        const [children, steps] = await Promise.all([
          request(RunChildrenDocument, { id }, signal),
          loadSteps(id, limitOf(id), { failedOnly: false, deep: false }, signal),
        ]);
        return { children: children.scoutRun?.children ?? [], ...steps };
      },
      placeholderData: keepPreviousData,
    })),
    combine: (results: UseQueryResult<Parts>[]) => ({
      parts: new Map(ids.flatMap((id, index) => entry(id, results[index]?.data))),
      error: results.find((result) => result.error !== null)?.error ?? null,
    }),
  });
}

function entry(id: string, parts: Parts | undefined): [string, Parts][] {
  return parts === undefined ? [] : [[id, parts]];
}

/** Failed steps of a run and everything under it. */
export function useFailedSteps(id: string, limit: number, enabled: boolean): UseQueryResult<Steps> {
  return useQuery({
    queryKey: ['failed-steps', id, limit],
    queryFn: ({ signal }) => loadSteps(id, limit, { failedOnly: true, deep: true }, signal),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** Steps page by page, until there are no more or `limit` is reached. */
async function loadSteps(
  id: string,
  limit: number,
  which: { failedOnly: boolean; deep: boolean },
  signal: AbortSignal,
): Promise<Steps> {
  const steps: StepRowFragment[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof stepPage>> = await stepPage(id, after, which, signal);
    steps.push(...(page?.edges.map((edge) => edge.node) ?? []));
    if (page?.pageInfo.hasNextPage !== true || steps.length >= limit)
      return { steps, totalSteps: page?.totalCount ?? steps.length };
    after = page.pageInfo.endCursor;
  }
}

async function stepPage(
  id: string,
  after: string | null,
  which: { failedOnly: boolean; deep: boolean },
  signal: AbortSignal,
) {
  return (await request(RunStepsDocument, { id, after, ...which }, signal)).scoutRun?.steps;
}

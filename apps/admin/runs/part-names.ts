'use client';

import { useQueries } from '@tanstack/react-query';
import { RunNamesDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { parentsOfUnnamed } from './event-words';

interface Named {
  readonly id: string;
  readonly label: string;
}

/** Names of the given runs, which are a run, its parts and their parts: those that are not known are asked for. */
export function usePartNames(
  run: Named & { readonly children: readonly Named[] },
  runIds: readonly string[],
): ReadonlyMap<string, string> {
  const known = new Map([run, ...run.children].map(({ id, label }) => [id, label]));
  const asked = useQueries({
    queries: parentsOfUnnamed(runIds, known).map((id) => ({
      queryKey: ['run-names', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => request(RunNamesDocument, { id }, signal),
    })),
  });
  const more = asked.flatMap(({ data }) => data?.scoutRun?.children ?? []);
  return new Map([...known, ...more.map(({ id, label }) => [id, label] as const)]);
}

'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { RegionNamesDocument } from '@/generated/graphql';
import { request } from './graphql';

export const regionNamesQuery = queryOptions({
  queryKey: ['region-names'],
  queryFn: ({ signal }) => request(RegionNamesDocument, {}, signal),
  staleTime: 30_000,
});

/** The region that a page is about: from the URL (`?region=`), else the first one known. Undefined while loading, null when there is none. */
export function useRegion() {
  const [chosen, choose] = useQueryState('region', parseAsString);
  const names = useQuery(regionNamesQuery);
  const all = names.data?.regions;
  const region = all === undefined ? undefined : (all.find((row) => row.regionSlug === chosen) ?? all[0] ?? null);
  return { region, regions: all ?? [], choose, error: names.error };
}

/** Time zone of a region; null until it is known. */
export function useZone(slug: string | undefined): string | null {
  const names = useQuery(regionNamesQuery);
  return names.data?.regions.find((row) => row.regionSlug === slug)?.timeZone ?? null;
}

'use client';

import type { ReactNode } from 'react';
import { useRegion } from '@/lib/region';
import { Select } from './fields';
import { Go } from './link';
import { NotRead } from './not-read';
import { EmptyState, Loading } from './notes';
import { PageHead } from './panel';

/** A page about one region: title, choice of region, and what to show when there is none yet. */
export function RegionPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: (region: { regionSlug: string; regionName: string; timeZone: string }) => ReactNode;
}) {
  const { region, regions, choose, error } = useRegion();
  return (
    <>
      <PageHead
        title={title}
        lead={lead}
        actions={
          regions.length > 1 &&
          region !== undefined &&
          region !== null && (
            <Select
              label="Region"
              any={null}
              value={region.regionSlug}
              options={regions.map((row) => [row.regionSlug, row.regionName] as const)}
              onChange={(slug) => void choose(slug)}
            />
          )
        }
      />
      <NotRead what="The regions" error={error} />
      {region === undefined && error === null && <Loading label="Loading regions" />}
      {region === null && (
        <EmptyState title="No region yet">
          Add one on the{' '}
          <Go inText to="/">
            Regions
          </Go>{' '}
          page and run it.
        </EmptyState>
      )}
      {region !== undefined && region !== null && children(region)}
    </>
  );
}

/** What finds the things that are missing here, and where to start it. */
export function RunHint({ children }: { children: string }) {
  return (
    <>
      {children} Run it from the{' '}
      <Go inText to="/">
        Regions
      </Go>{' '}
      page.
    </>
  );
}

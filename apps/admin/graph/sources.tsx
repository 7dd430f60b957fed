'use client';

import { CirclePause, Rss } from 'lucide-react';
import { SourcesDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Badge } from '@/ui/badge';
import { CursorList } from '@/ui/cursor-list';
import { Out } from '@/ui/link';
import { RegionPage, RunHint } from '@/ui/region-page';
import { Time } from '@/ui/time';

/** Where a region's signals come from, and how well each source does. */
export function Sources() {
  return (
    <RegionPage
      title="Sources"
      lead="Pages, feeds, calendars, accounts and queries that are read, and what they yield."
    >
      {(region) => (
        <CursorList
          name="Sources"
          queryKey={['sources', region.regionSlug]}
          load={async (after, signal) =>
            (await request(SourcesDocument, { region: region.regionSlug, first: 50, after }, signal)).sources
          }
          columns={['Source', 'Kind', 'Looks for', 'Weight', 'Signals', 'Read', 'Last read', 'State']}
          empty={<RunHint>Bootstrap finds the first ones.</RunHint>}
          row={(source) => (
            <tr key={source.id}>
              <td className="max-w-md">
                {source.kind === 'QUERY' ? `“${source.canonicalValue}”` : <Out href={source.canonicalValue} />}
                <p className="text-muted">
                  {[source.name, source.discoveryMethod.toLowerCase().replaceAll('_', ' '), source.gapContext?.reason]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </td>
              <td>{source.kind.toLowerCase()}</td>
              <td>{source.role.toLowerCase()}</td>
              <td className="tabular-nums">{source.weight.toFixed(2)}</td>
              <td className="tabular-nums">{source.signalsProduced}</td>
              <td className="tabular-nums">
                {source.scrapeCount}×
                {source.consecutiveEmptyRuns > 0 && (
                  <span className="text-muted"> ({source.consecutiveEmptyRuns} empty)</span>
                )}
              </td>
              <td>
                <Time at={source.lastScraped} zone={region.timeZone} />
              </td>
              <td>
                {source.active ? (
                  <Badge icon={Rss} tone="good">
                    Active
                  </Badge>
                ) : (
                  <Badge icon={CirclePause} tone="muted">
                    Paused
                  </Badge>
                )}
              </td>
            </tr>
          )}
        />
      )}
    </RegionPage>
  );
}

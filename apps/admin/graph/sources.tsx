'use client';

import { CirclePause, Rss } from 'lucide-react';
import { SourcesDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Badge } from '@/ui/badge';
import { CursorList, NARROW_ONLY, WIDE_ONLY, type Column } from '@/ui/cursor-list';
import { Out } from '@/ui/link';
import { RegionPage, RunHint } from '@/ui/region-page';
import { Time } from '@/ui/time';
import { factsInLine, looksFor, timesRead } from './source-words';

const COLUMNS: readonly Column[] = [
  'Source',
  { name: 'Kind', wideOnly: true },
  { name: 'Looks for', wideOnly: true },
  { name: 'Weight', wideOnly: true },
  'Signals',
  { name: 'Read', wideOnly: true },
  'Last read',
  'State',
];

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
          columns={COLUMNS}
          empty={<RunHint>Bootstrap finds the first ones.</RunHint>}
          row={(source) => (
            <tr key={source.id}>
              <td className="max-w-md break-words">
                {source.kind === 'QUERY' ? `“${source.canonicalValue}”` : <Out href={source.canonicalValue} />}
                <p className="text-muted">
                  {[source.name, source.discoveryMethod.toLowerCase().replaceAll('_', ' '), source.gapContext?.reason]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <p className={`text-muted ${NARROW_ONLY}`}>{factsInLine(source)}</p>
              </td>
              <td className={WIDE_ONLY}>{source.kind.toLowerCase()}</td>
              <td className={WIDE_ONLY}>{looksFor(source)}</td>
              <td className={`tabular-nums ${WIDE_ONLY}`}>{source.weight.toFixed(2)}</td>
              <td className="tabular-nums">{source.signalsProduced}</td>
              <td className={`tabular-nums ${WIDE_ONLY}`}>{timesRead(source)}</td>
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

'use client';

import { SituationsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { CursorList } from '@/ui/cursor-list';
import { Go } from '@/ui/link';
import { RegionPage, RunHint } from '@/ui/region-page';
import { Time } from '@/ui/time';
import { ArcLabel, Share } from './arc';

/** What the signals of a region add up to. */
export function Situations() {
  return (
    <RegionPage title="Situations" lead="What the signals add up to, warmest first.">
      {(region) => (
        <CursorList
          name="Situations"
          queryKey={['situations', region.regionSlug]}
          load={async (after, signal) =>
            (await request(SituationsDocument, { region: region.regionSlug, first: 50, after }, signal)).situations
          }
          columns={['Situation', 'Arc', 'Temperature', 'Signals', 'Dispatches', 'Updated']}
          empty={<RunHint>The Situation Weaver makes them out of signals that share a cause.</RunHint>}
          row={(situation) => (
            <tr key={situation.id}>
              <td className="max-w-xl">
                <Go to={`/situations/${encodeURIComponent(situation.id)}`}>{situation.headline}</Go>
                <p className="text-muted">{situation.lede}</p>
              </td>
              <td>
                <ArcLabel arc={situation.arc} />
              </td>
              <td>
                <Share label="Temperature" value={situation.temperature} />
              </td>
              <td className="tabular-nums">{situation.signalCount}</td>
              <td className="tabular-nums">{situation.dispatchCount}</td>
              <td>
                <Time at={situation.lastUpdated} zone={region.timeZone} />
              </td>
            </tr>
          )}
        />
      )}
    </RegionPage>
  );
}

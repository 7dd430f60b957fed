'use client';

import { ActorsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { CursorList } from '@/ui/cursor-list';
import { RegionPage, RunHint } from '@/ui/region-page';
import { Time } from '@/ui/time';

/** Organisations and public bodies that act in a region. */
export function Actors() {
  return (
    <RegionPage title="Actors" lead="Organisations, public bodies and coalitions behind the signals.">
      {(region) => (
        <CursorList
          name="Actors"
          queryKey={['actors', region.regionSlug]}
          load={async (after, signal) =>
            (await request(ActorsDocument, { region: region.regionSlug, first: 50, after }, signal)).actors
          }
          columns={['Actor', 'Type', 'Site', 'Place', 'Signals', 'Last active']}
          empty={<RunHint>Actor Discovery finds them.</RunHint>}
          row={(actor) => (
            <tr key={actor.id}>
              <td className="max-w-md">
                <span className="font-medium">{actor.name}</span>
                {actor.description !== null && <p className="text-muted">{actor.description}</p>}
              </td>
              <td>{actor.type.toLowerCase().replaceAll('_', ' ')}</td>
              <td>{actor.domains.join(', ')}</td>
              <td>{actor.locationName ?? <span className="text-muted">–</span>}</td>
              <td className="tabular-nums">{actor.signalCount}</td>
              <td>
                <Time at={actor.lastActive} zone={region.timeZone} />
              </td>
            </tr>
          )}
        />
      )}
    </RegionPage>
  );
}

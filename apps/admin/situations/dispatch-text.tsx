import type { SituationQuery } from '@/generated/graphql';
import { citationPieces } from '@/lib/citations';
import { Go } from '@/ui/link';

type Dispatch = NonNullable<SituationQuery['situation']>['dispatches'][number];

/** A dispatch with its citations as numbered links to the signals they name. */
export function DispatchText({ dispatch }: { dispatch: Dispatch }) {
  const numbers = new Map(dispatch.cites.map((cite, index) => [cite.signalId, index + 1]));
  const titles = new Map(dispatch.cites.map((cite) => [cite.signalId, cite.signal?.title ?? null]));
  return (
    <p className="max-w-prose leading-relaxed">
      {citationPieces(dispatch.body).map((piece, index) => {
        if ('text' in piece) return <span key={index}>{piece.text}</span>;
        const title = titles.get(piece.cites) ?? null;
        const number = numbers.get(piece.cites) ?? '?';
        if (title === null)
          return (
            <sup key={index} className="text-muted">
              [{number}]
            </sup>
          );
        return (
          <sup key={index} title={title}>
            <Go to={`/signals/${encodeURIComponent(piece.cites)}`} label={`Citation [${String(number)}]: ${title}`}>
              [{number}]
            </Go>
          </sup>
        );
      })}
    </p>
  );
}

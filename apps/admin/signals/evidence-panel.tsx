import type { SignalQuery } from '@/generated/graphql';
import { highlight } from '@/lib/highlight';
import { Out } from '@/ui/link';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';

type Evidence = NonNullable<SignalQuery['signal']>['evidence'][number];

/** One piece of evidence: where it was read, and the archived text with the quote marked in it. */
export function EvidencePanel({ evidence, zone }: { evidence: Evidence; zone: string | null }) {
  const place = evidence.archived === null ? null : highlight(evidence.archived.mainText, evidence.quote);
  return (
    <Panel title={evidence.archived?.title ?? 'Evidence'}>
      <p className="text-muted mb-3">
        <Out href={evidence.sourceUrl} /> · read <Time at={evidence.retrievedAt} zone={zone} /> ·{' '}
        {evidence.relevance.toLowerCase()} · {evidence.channel.toLowerCase()} · found{' '}
        {evidence.alignment === 'EXACT' ? 'word for word' : 'word for word, spacing or case aside'}
      </p>
      {place === null ? (
        <blockquote className="border-mark border-l-4 pl-3">
          <mark className="bg-mark text-ink">{evidence.quote}</mark>
          <p className="text-muted mt-1">The archived text is not available to you, or is not kept any more.</p>
        </blockquote>
      ) : (
        <div
          role="region"
          aria-label="Archived text"
          tabIndex={0}
          className="bg-raised max-h-80 overflow-y-auto rounded-md p-4 leading-relaxed break-words whitespace-pre-wrap"
          ref={(element) => {
            element?.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
          }}
        >
          {place.before}
          <mark className="bg-mark text-ink rounded-sm px-0.5">{place.quote}</mark>
          {place.after}
        </div>
      )}
    </Panel>
  );
}

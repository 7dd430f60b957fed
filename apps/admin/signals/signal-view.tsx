'use client';

import { useQuery } from '@tanstack/react-query';
import { SignalDocument, type SignalQuery } from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useZone } from '@/lib/region';
import { ReviewBadge } from '@/ui/badge';
import { Go, Out } from '@/ui/link';
import { NotRead } from '@/ui/not-read';
import { EmptyState, ErrorNote, Loading } from '@/ui/notes';
import { Facts, PageHead, Panel } from '@/ui/panel';
import { Time } from '@/ui/time';
import { EvidencePanel } from './evidence-panel';
import { Investigate } from './investigate';
import { ReviewActions } from './review-actions';
import { SignalTypeLabel } from './signal-type';

type Signal = NonNullable<SignalQuery['signal']>;

/** One signal: what it says, the evidence it stands on, and what it is linked with. */
export function SignalView({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['signal', id],
    queryFn: ({ signal }) => request(SignalDocument, { id }, signal),
  });
  const signal = query.data?.signal;
  const action = useAction();
  const regionZone = useZone(signal?.region);
  if (query.error !== null) return <NotRead what="The signal" error={query.error} />;
  if (signal === undefined) return <Loading label="Loading the signal" />;
  if (signal === null) {
    return (
      <EmptyState title="No such signal">
        It may have expired.{' '}
        <Go inText to="/signals">
          All signals
        </Go>
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <PageHead
        title={signal.title}
        lead={<SignalTypeLabel type={signal.type} />}
        actions={
          <>
            <Investigate id={signal.id} action={action} />
            <ReviewActions id={signal.id} status={signal.reviewStatus} />
          </>
        }
      />
      {action.refusal !== null && <ErrorNote title="Not investigated" {...action.refusal} onDismiss={action.dismiss} />}
      <div className="grid gap-5 xl:grid-cols-[1fr_1.2fr]">
        <div className="flex flex-col gap-5">
          <Panel>
            {signal.summary !== null && <p className="mb-4 max-w-prose">{signal.summary}</p>}
            <SignalFacts signal={signal} zone={signal.timeZone ?? regionZone} />
          </Panel>
          <Links signal={signal} />
        </div>
        <div className="flex flex-col gap-5">
          {signal.evidence.map((evidence) => (
            <EvidencePanel key={evidence.id} evidence={evidence} zone={signal.timeZone ?? regionZone} />
          ))}
        </div>
      </div>
    </div>
  );
}

const lower = (word: string | null): string | null => (word === null ? null : word.toLowerCase());

function SignalFacts({ signal, zone }: { signal: Signal; zone: string | null }) {
  const time = (at: string | null) => (at === null ? null : <Time at={at} zone={zone} />);
  return (
    <Facts
      rows={[
        ['Review', <ReviewBadge key="review" status={signal.reviewStatus} />],
        ['Reason', signal.reviewReason],
        ['Event', signal.eventStatus === 'SCHEDULED' ? null : lower(signal.eventStatus)],
        ['Starts', time(signal.startsAt)],
        ['Ends', time(signal.endsAt)],
        ['Repeats', signal.rrule],
        ['Next', time(signal.nextOccurrence)],
        ['Effective', time(signal.effectiveDate)],
        ['Where', signal.locationName],
        [
          'Coordinates',
          signal.location === null
            ? null
            : `${signal.location.latitude.toFixed(4)}, ${signal.location.longitude.toFixed(4)} (${lower(signal.locationPrecision) ?? 'unknown'})`,
        ],
        ['Organizer', signal.organizer],
        ['Availability', signal.availability],
        ['Eligibility', signal.eligibility],
        ['Urgency', lower(signal.urgency)],
        ['Needed', signal.whatNeeded],
        ['Severity', lower(signal.severity)],
        ['Category', signal.category],
        ['Would help', signal.whatWouldHelp],
        ['Act', signal.actionUrl === null ? null : <Out key="act" href={signal.actionUrl} />],
        ['Source', <Out key="source" href={signal.sourceUrl} />],
        ['Published', time(signal.contentDate)],
        ['Confirmed', time(signal.lastConfirmedAt)],
        ['Confidence', signal.confidence.toFixed(2)],
        ['Told by others', `${String(signal.corroborationCount)} (${String(signal.sourceDiversity)} independent)`],
        ['Heat', signal.causeHeat > 0 ? signal.causeHeat.toFixed(2) : null],
        ['Sensitivity', signal.sensitivity === 'GENERAL' ? null : lower(signal.sensitivity)],
        ['Language', signal.language],
        ['Tags', signal.tags.join(', ')],
        [
          'Found by',
          <Go key="run" to={`/runs/${encodeURIComponent(signal.runId)}`}>
            {signal.createdBy}
          </Go>,
        ],
      ]}
    />
  );
}

function Links({ signal }: { signal: Signal }) {
  const groups = [
    ['Answers these tensions', signal.respondsTo],
    ['Answered by', signal.responses],
  ] as const;
  return (
    <>
      {groups
        .filter(([, links]) => links.length > 0)
        .map(([title, links]) => (
          <Panel key={title} title={title}>
            <ul className="flex flex-col gap-3">
              {links.map((link) => (
                <li key={link.signal.id}>
                  <Go to={`/signals/${encodeURIComponent(link.signal.id)}`}>{link.signal.title}</Go>
                  <span className="text-muted tabular-nums"> {link.matchStrength.toFixed(2)}</span>
                  <p className="text-muted">{link.explanation}</p>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      {(signal.actors.length > 0 || signal.situations.length > 0) && (
        <Panel title="Linked">
          <Facts
            rows={[
              [
                'People',
                signal.actors.length === 0
                  ? null
                  : signal.actors.map(({ actor, role }) => `${actor.name} (${role.toLowerCase()})`).join(', '),
              ],
              [
                'Situations',
                signal.situations.length === 0 ? null : (
                  <ul key="situations">
                    {signal.situations.map((situation) => (
                      <li key={situation.id}>
                        <Go to={`/situations/${encodeURIComponent(situation.id)}`}>{situation.headline}</Go>
                      </li>
                    ))}
                  </ul>
                ),
              ],
            ]}
          />
        </Panel>
      )}
    </>
  );
}

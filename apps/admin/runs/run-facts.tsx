import type { RunQuery } from '@/generated/graphql';
import { countsInWords } from '@/lib/counts';
import { RunBadge } from '@/ui/badge';
import { Go } from '@/ui/link';
import { Money } from '@/ui/money';
import { Facts, Panel } from '@/ui/panel';
import { duration } from '@/lib/duration';
import { waitClauseOnceStarted } from '@/lib/waiting';
import { Time, useShownZone } from '@/ui/time';
import { Forks } from './forks';
import { RunLink } from './run-link';

type Run = NonNullable<RunQuery['scoutRun']>;

/** State, times, cost, result and lineage of a run. */
export function RunFacts({ run, open, now }: { run: Run; open: boolean; now: number }) {
  const part = run.children.find((child) => child.status === 'RUNNING' || child.status === 'SUSPENDED');
  const doing = part?.nowDoing ?? run.nowDoing;
  const wait = waitClauseOnceStarted(run.waits, useShownZone());
  const atWork = run.status === 'RUNNING';
  const { forkedFrom, forkedFromStep, forks } = run.lineage;
  return (
    <Panel>
      <Facts
        rows={[
          ['Status', <RunBadge key="status" status={run.status} warnings={run.withWarnings} />],
          [
            'Looks into',
            run.signal === null ? null : (
              <Go key="signal" to={`/signals/${encodeURIComponent(run.signal.id)}`}>
                {run.signal.title}
              </Go>
            ),
          ],
          ['Waits', atWork ? null : wait],
          ['Now', open && run.status !== 'PAUSED' ? [doing, atWork ? wait : null].filter(Boolean).join(' · ') : null],
          ['Starts', run.startedAt === null && run.startAt !== null ? <Time key="at" at={run.startAt} /> : null],
          ['Started', <Time key="started" at={run.startedAt} empty="not yet" />],
          ['Paused', run.status === 'PAUSED' && run.pausedAt !== null ? <Time key="paused" at={run.pausedAt} /> : null],
          ['Ended', run.finishedAt === null ? null : <Time key="ended" at={run.finishedAt} />],
          ['Took', duration(run.startedAt, run.finishedAt, now)],
          ['Spent', <Money key="spent" microUsd={run.spentMicroUsd} />],
          ['Deliveries', run.attempts > 1 ? String(run.attempts) : null],
          ['Result', countsInWords(run.counts as Record<string, number>)],
          ['Left out', run.skipped.join('; ')],
          [
            'Part of',
            run.parent === null ? null : <Go to={`/runs/${encodeURIComponent(run.parent.id)}`}>{run.parent.label}</Go>,
          ],
          [
            'Forked from',
            forkedFrom === null ? null : (
              <span key="from">
                <RunLink run={forkedFrom} />
                {forkedFromStep !== null && `, at “${forkedFromStep}”`}
              </span>
            ),
          ],
          ['Forks', forks.length === 0 ? null : <Forks forks={forks} />],
        ]}
      />
    </Panel>
  );
}

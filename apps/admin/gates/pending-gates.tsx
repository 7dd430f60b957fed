'use client';

import { UserCheck } from 'lucide-react';
import type { GateRowFragment } from '@/generated/graphql';
import { useMayOperate } from '@/lib/session';
import { Go } from '@/ui/link';
import { Time, untilWords } from '@/ui/time';
import { GateAnswer } from './gate-answer';
import { GateSignals } from './gate-signals';
import { headline } from './headline';

/** What waits for somebody's approval now: what it is about, until when, and the answer. */
export function PendingGates({
  gates,
  region,
  now,
  regionName,
}: {
  gates: readonly GateRowFragment[];
  /** Slug of the region that the signals belong to. */
  region: string;
  now: number;
  /** Where neither the region nor the run is in sight: both are told then. */
  regionName?: string;
}) {
  const mayOperate = useMayOperate();
  return gates
    .filter((gate) => gate.state === 'PENDING')
    .map((gate) => (
      <section
        key={gate.id}
        aria-label={regionName === undefined ? gate.title : `${gate.title}: ${regionName}`}
        className="border-warn bg-panel flex flex-col gap-3 rounded-lg border-2 p-4"
      >
        <div className="flex items-start gap-3">
          <UserCheck aria-hidden className="text-warn mt-0.5 size-5 shrink-0" />
          <div className="min-w-0">
            <h2 className="font-semibold">{headline(gate.subject, regionName)}</h2>
            <p className="text-muted">
              {gate.title}. Without an answer they are held on <Time at={gate.expiresAt} /> (
              {untilWords(gate.expiresAt, now)}).
              {regionName !== undefined && (
                <>
                  {' '}
                  <Go inText to={`/runs/${encodeURIComponent(gate.runId)}`} label={`Run that waits in ${regionName}`}>
                    Run that waits
                  </Go>
                </>
              )}
            </p>
          </div>
        </div>
        <GateSignals gate={gate} region={region} />
        {mayOperate && <GateAnswer gate={gate} />}
      </section>
    ));
}

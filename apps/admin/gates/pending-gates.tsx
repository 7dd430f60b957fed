'use client';

import { UserCheck } from 'lucide-react';
import type { GateRowFragment } from '@/generated/graphql';
import { useMayOperate } from '@/lib/session';
import { Go } from '@/ui/link';
import { Time, untilWords } from '@/ui/time';
import { GateAnswer } from './gate-answer';
import { GateSignals } from './gate-signals';
import { subjectOf } from './subject';

/** What waits for somebody's approval now: what it is about, until when, and the answer. */
export function PendingGates({
  gates,
  region,
  now,
  withRun = false,
}: {
  gates: readonly GateRowFragment[];
  /** Slug of the region that the signals belong to. */
  region: string;
  now: number;
  /** Where the run itself is not in sight. */
  withRun?: boolean;
}) {
  const mayOperate = useMayOperate();
  return gates
    .filter((gate) => gate.state === 'PENDING')
    .map((gate) => (
      <section
        key={gate.id}
        aria-label={gate.title}
        className="border-warn bg-panel flex flex-col gap-3 rounded-lg border-2 p-4"
      >
        <div className="flex items-start gap-3">
          <UserCheck aria-hidden className="text-warn mt-0.5 size-5 shrink-0" />
          <div className="min-w-0">
            <h2 className="font-semibold">{headline(gate)}</h2>
            <p className="text-muted">
              {gate.title}. Without an answer they are held on <Time at={gate.expiresAt} /> (
              {untilWords(gate.expiresAt, now)}).
              {withRun && (
                <>
                  {' '}
                  <Go inText to={`/runs/${encodeURIComponent(gate.runId)}`} label={`Run that waits: ${gate.title}`}>
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

function headline(gate: GateRowFragment): string {
  const { signals } = subjectOf(gate.subject);
  if (signals === null) return 'Waits for approval';
  return signals === 1 ? '1 signal waits for approval' : `${String(signals)} signals wait for approval`;
}

import { Ban, CircleCheck, Hand, Hourglass, type LucideIcon } from 'lucide-react';
import type { GateRowFragment, RunRowFragment } from '@/generated/graphql';
import { useMayOperate } from '@/lib/session';
import { Badge, type Tone } from '@/ui/badge';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';
import { endedWithoutApproval, gateEnding, type GateEnding } from './gate-ending';
import { ReleaseHeld } from './release-held';

/** Approvals that were asked for and are over: what was decided, by whom, and what they said. */
export function GateHistory({
  gates,
  run,
  now,
}: {
  gates: readonly GateRowFragment[];
  /** The run they belong to, or the whole it is part of. */
  run: Pick<RunRowFragment, 'status' | 'finishedAt'>;
  now: number;
}) {
  const mayOperate = useMayOperate();
  const past = gates.filter((gate) => gate.state !== 'PENDING');
  if (past.length === 0) return null;
  return (
    <Panel title="Approvals" flush>
      <table aria-label="Approvals">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Decision</th>
            <th scope="col">By</th>
            <th scope="col">When</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {past.map((gate) => {
            const { how, at } = gateEnding(gate, run, now);
            const { icon, tone, words } = ENDINGS[how];
            return (
              <tr key={gate.id}>
                <td>{gate.title}</td>
                <td>
                  <Badge icon={icon} tone={tone}>
                    {words}
                  </Badge>
                  {mayOperate && endedWithoutApproval(gate) && <ReleaseHeld gate={gate} />}
                </td>
                <td>{gate.resolver ?? <span className="text-muted">–</span>}</td>
                <td>
                  <Time at={at} empty="–" />
                </td>
                <td className="max-w-md break-words">{gate.note ?? <span className="text-muted">–</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

const ENDINGS: Readonly<
  Record<GateEnding, { readonly icon: LucideIcon; readonly tone: Tone; readonly words: string }>
> = {
  approved: { icon: CircleCheck, tone: 'good', words: 'Approved' },
  held: { icon: Hand, tone: 'warn', words: 'Held' },
  'timed-out': { icon: Hourglass, tone: 'muted', words: 'Time ran out: held' },
  stopped: { icon: Ban, tone: 'muted', words: 'Closed: the run was stopped' },
  'run-ended': { icon: Ban, tone: 'muted', words: 'Closed: the run ended' },
};

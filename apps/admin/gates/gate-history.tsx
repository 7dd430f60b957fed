import { CircleCheck, Hand, Hourglass } from 'lucide-react';
import type { GateRowFragment } from '@/generated/graphql';
import { Badge } from '@/ui/badge';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';

/** Approvals that were asked for and are over: what was decided, by whom, and what they said. */
export function GateHistory({ gates }: { gates: readonly GateRowFragment[] }) {
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
          {past.map((gate) => (
            <tr key={gate.id}>
              <td>{gate.title}</td>
              <td>
                <Decision gate={gate} />
              </td>
              <td>{gate.resolver ?? <span className="text-muted">–</span>}</td>
              <td>
                <Time at={gate.resolvedAt ?? gate.expiresAt} />
              </td>
              <td className="max-w-md break-words">{gate.note ?? <span className="text-muted">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Decision({ gate }: { gate: GateRowFragment }) {
  if (gate.state === 'EXPIRED')
    return (
      <Badge icon={Hourglass} tone="muted">
        Time ran out: held
      </Badge>
    );
  return gate.decision === 'APPROVE' ? (
    <Badge icon={CircleCheck} tone="good">
      Approved
    </Badge>
  ) : (
    <Badge icon={Hand} tone="warn">
      Held
    </Badge>
  );
}

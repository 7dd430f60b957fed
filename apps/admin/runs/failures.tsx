import type { RunQuery } from '@/generated/graphql';
import { Go } from '@/ui/link';
import { Panel } from '@/ui/panel';

/** Sources and pages that could not be read while the run went on, each with the reason. Nothing while there are none. */
export function Failures({ failures }: { failures: NonNullable<RunQuery['scoutRun']>['failures'] }) {
  const { named, totalCount } = failures;
  if (totalCount === 0) return null;
  const more = totalCount - named.length;
  return (
    <Panel title={`Could not be read: ${String(totalCount)}`} flush>
      <table aria-label="Could not be read">
        <thead>
          <tr>
            <th scope="col">Source or page</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {named.map(({ runId, name, reason }) => (
            <tr key={`${runId} ${name}`}>
              <td className="break-all">
                <Go to={`/runs/${encodeURIComponent(runId)}`}>{name}</Go>
              </td>
              <td className="break-words">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="text-muted p-3">{`And ${String(more)} more.`}</p>}
    </Panel>
  );
}

import type { RunQuery } from '@/generated/graphql';
import { EmptyState } from '@/ui/notes';
import { Money } from '@/ui/money';
import { Panel } from '@/ui/panel';

type Cost = NonNullable<RunQuery['scoutRun']>['cost'];

/** What a run and everything under it paid for, dearest first. */
export function CostTable({ cost, open }: { cost: Cost; open: boolean }) {
  const rows = [...cost.byOperation].sort((a, b) => b.costMicroUsd - a.costMicroUsd);
  return (
    <Panel title="Cost by operation" flush>
      {rows.length === 0 ? (
        <EmptyState title="Nothing was paid for">
          {open ? 'Paid calls appear here as they are made.' : 'This run called no paid provider.'}
        </EmptyState>
      ) : (
        <table aria-label="Cost by operation">
          <thead>
            <tr>
              <th scope="col">Operation</th>
              <th scope="col">Provider</th>
              <th scope="col">Model</th>
              <th scope="col" className="text-right!">
                Calls
              </th>
              <th scope="col" className="text-right!">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.provider} ${row.model} ${row.operation}`}>
                <td>{row.operation.replaceAll('_', ' ')}</td>
                <td>{row.provider}</td>
                <td>{row.model}</td>
                <td className="text-right tabular-nums">{row.calls}</td>
                <td className="text-right">
                  <Money microUsd={row.costMicroUsd} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

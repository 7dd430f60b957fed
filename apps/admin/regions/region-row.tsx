import { Play, RotateCcw, Square } from 'lucide-react';
import type { RegionRowFragment, ScoutPhase } from '@/generated/graphql';
import { RegionBadge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Go } from '@/ui/link';
import { money } from '@/lib/money';
import { Time } from '@/ui/time';
import { ReviewSwitch } from './review-switch';
import { RunButton, type Choice } from './run-button';
import type { RunControl } from './run-control';

/** "Full Run" first, then the phases in their order, each with why it can't run. */
function choices(row: RegionRowFragment): readonly Choice[] {
  return [
    { phase: null, label: 'Full Run', blocked: row.fullRunBlockedBy },
    ...row.phases.map(({ phase, label, blockedBy }) => ({ phase, label, blocked: blockedBy })),
  ];
}

function totalSignals(counts: unknown): number {
  return Object.values(counts as Record<string, number>).reduce((sum, count) => sum + count, 0);
}

const sourcesDue = (count: number): string => `${String(count)} ${count === 1 ? 'source' : 'sources'} due`;

/** The cells with the buttons stay in sight when the rest scrolls, where there is room for the rest beside them. */
export const ACTIONS_CELL = 'bg-panel border-line relative md:sticky md:right-0 md:border-l';

/** One region. `control` is null for viewers, who get no buttons. */
export function RegionRow({ row, control }: { row: RegionRowFragment; control: RunControl | null }) {
  const signals = totalSignals(row.signalCounts);
  const run = row.currentRun ?? row.lastRun;
  // An investigation is at work without the region's status telling.
  const atWork = row.running || row.currentRun !== null;
  const paused = row.currentRun?.status === 'PAUSED' ? row.currentRun : null;
  return (
    <tr>
      <th scope="row" className="text-ink min-w-32 text-sm">
        {row.regionName}
        <span className="text-muted block font-mono text-xs font-normal">{row.regionSlug}</span>
      </th>
      <td className="min-w-44">
        <RegionBadge
          status={row.phaseStatus}
          failed={row.failedPhase !== null}
          number={row.phaseNumber}
          asks={row.pendingGates.length > 0}
          paused={paused !== null}
          ran={row.lastRun !== null}
        />
        {row.currentRun !== null && paused === null && (
          <span className="text-muted line-clamp-2 max-w-72" title={row.currentRun.nowDoing ?? undefined}>
            {row.currentRun.nowDoing ?? 'starting…'}
          </span>
        )}
        {row.lastError !== null && <span className="text-bad block max-w-72 break-words">{row.lastError}</span>}
        {run !== null && (
          <div>
            <Go to={`/runs/${encodeURIComponent(run.id)}`}>{atWork ? 'Watch run' : 'Last run'}</Go>
          </div>
        )}
      </td>
      <td>
        {signals > 0 ? (
          <Go to={`/signals?region=${row.regionSlug}`}>{String(signals)}</Go>
        ) : (
          <span className="text-muted">none</span>
        )}
      </td>
      <td>
        <Time at={row.lastScouted} zone={row.timeZone} />
        <span className="text-muted block tabular-nums">{sourcesDue(row.sourcesDue)}</span>
      </td>
      <td className="tabular-nums">
        {money(row.budget.spentMicroUsd)}
        <span className="text-muted">
          {' '}
          of {row.budget.limitMicroUsd === 0 ? 'no limit' : money(row.budget.limitMicroUsd)}
        </span>
      </td>
      <td>
        <ReviewSwitch row={row} control={control} />
      </td>
      {control !== null && (
        <td className={ACTIONS_CELL}>
          <div className="flex flex-col items-end gap-2 2xl:flex-row 2xl:justify-end">
            {paused !== null && (
              <Button
                disabled={control.busy}
                onClick={() => {
                  control.resume(paused.id);
                }}
              >
                <Play aria-hidden className="size-3.5" />
                Resume
              </Button>
            )}
            {atWork && (
              <Button
                look="danger"
                disabled={control.busy}
                onClick={() => {
                  control.stop(row.regionSlug);
                }}
              >
                <Square aria-hidden className="size-3.5" />
                Stop
              </Button>
            )}
            <Button
              disabled={control.busy}
              onClick={() => {
                control.ask({ kind: 'reset', region: row });
              }}
            >
              <RotateCcw aria-hidden className="size-3.5" />
              Reset status
            </Button>
            <RunButton
              region={row.regionName}
              choices={choices(row)}
              busy={control.busy}
              onRun={(choice) => {
                control.choose(row, choice.phase as ScoutPhase | null, choice.label);
              }}
              onLater={() => {
                control.ask({ kind: 'later', region: row });
              }}
            />
          </div>
        </td>
      )}
    </tr>
  );
}

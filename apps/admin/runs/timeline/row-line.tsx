import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunRowFragment } from '@/generated/graphql';
import { Badge } from '@/ui/badge';
import { Go } from '@/ui/link';
import { LongName } from '@/ui/long-name';
import { Money } from '@/ui/money';
import { duration } from '@/lib/duration';
import { waitClause } from '@/lib/waiting';
import { useShownZone } from '@/ui/time';
import { stateWithAttempts } from '../step/attempts';
import { Bar } from './bar';
import { LOOKS } from './looks';
import { partWords } from './part-words';
import type { Row } from './rows';
import type { TimeScale } from './time-scale';

/** What a line can do when it is clicked. */
export interface RowActions {
  readonly toggle: (runId: string, expanded: boolean) => void;
  readonly open: (runId: string, key: string) => void;
  readonly more: (runId: string) => void;
}

/** One line: what it is, its state in words, its bar, how long it took and what it cost. */
export function RowLine({
  row,
  index,
  scale,
  now,
  actions,
}: {
  row: Row;
  index: number;
  scale: TimeScale;
  now: number;
  actions: RowActions;
}) {
  const indent = { paddingLeft: `${String(0.75 + row.depth * 1.25)}rem` };
  if (row.kind === 'loading' || row.kind === 'more') {
    return (
      <tr aria-rowindex={index} className="h-12">
        <td colSpan={5} style={indent} className="align-middle!">
          {row.kind === 'loading' ? (
            <span className="text-muted">Loading steps…</span>
          ) : (
            <TextButton
              onClick={() => {
                actions.more(row.runId);
              }}
            >{`Show more of ${String(row.left)} further steps`}</TextButton>
          )}
        </td>
      </tr>
    );
  }
  const item = row.kind === 'run' ? row.run : row.step;
  const ended = row.kind === 'run' ? row.run.finishedAt : row.step.endedAt;
  return (
    <tr aria-rowindex={index} className="h-12">
      <td style={indent} className="max-w-0 align-middle!">
        {row.kind === 'run' ? <RunName row={row} actions={actions} /> : <StepName row={row} actions={actions} />}
      </td>
      <td className="align-middle!">
        <StateWord row={row} />
      </td>
      <td className="align-middle!">{row.segments.length > 0 && <Bar segments={row.segments} scale={scale} />}</td>
      <td className="text-right align-middle! whitespace-nowrap tabular-nums">
        {duration(item.startedAt, ended, now)}
      </td>
      <td className="text-right align-middle!">{amount(row)}</td>
    </tr>
  );
}

function StateWord({ row }: { row: Exclude<Row, { kind: 'loading' | 'more' }> }) {
  const { icon, tone, word } = LOOKS[row.state];
  const words = row.kind === 'run' ? partWords(row.run, word, row.retrying) : stateWithAttempts(row.step, word);
  return (
    <Badge icon={icon} tone={tone} spin={row.state === 'running'}>
      {words}
    </Badge>
  );
}

function amount(row: Exclude<Row, { kind: 'loading' | 'more' }>): ReactNode {
  const spent = row.kind === 'run' ? row.run.spentMicroUsd : row.step.costMicroUsd;
  return spent > 0 ? <Money microUsd={spent} /> : <span className="text-muted">–</span>;
}

function RunName({ row, actions }: { row: Extract<Row, { kind: 'run' }>; actions: RowActions }) {
  const { run, expanded } = row;
  const zone = useShownZone();
  const Chevron = expanded ? ChevronDown : ChevronRight;
  return (
    <div className="flex items-start gap-1.5">
      <button
        type="button"
        aria-expanded={expanded}
        aria-label={`Steps of ${run.label}`}
        className="text-muted hover:text-ink -ml-1 cursor-pointer rounded p-0.5"
        onClick={() => {
          actions.toggle(run.id, !expanded);
        }}
      >
        <Chevron aria-hidden className="size-4" />
      </button>
      <div className="min-w-0">
        <div className="font-medium">
          <Go to={`/runs/${encodeURIComponent(run.id)}`} label={run.label}>
            <LongName>{run.label}</LongName>
          </Go>
        </div>
        <Detail
          error={run.error?.message}
          text={run.finishedAt === null ? (waitClause(run.waits, zone) ?? doing(run)) : null}
        />
      </div>
    </div>
  );
}

/** A paused run keeps the words of what it did last. */
const doing = (run: RunRowFragment): string | null => (run.status === 'PAUSED' ? null : run.nowDoing);

function StepName({ row, actions }: { row: Extract<Row, { kind: 'step' }>; actions: RowActions }) {
  const { step } = row;
  return (
    <div className="min-w-0">
      <TextButton
        onClick={() => {
          actions.open(step.runId, step.key);
        }}
      >
        {step.name}
      </TextButton>
      <Detail error={step.error?.message} text={null} />
    </div>
  );
}

/** A second, quieter line that is cut when it is long. */
function Detail({ error, text }: { error: string | undefined; text: string | null }) {
  const words = error ?? text;
  if (words === null) return null;
  return (
    <div className={`truncate text-xs ${error === undefined ? 'text-muted' : 'text-bad'}`} title={words}>
      {words}
    </div>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      className="text-accent block max-w-full cursor-pointer text-left underline-offset-2 hover:underline"
      aria-label={children}
      onClick={onClick}
    >
      <LongName>{children}</LongName>
    </button>
  );
}

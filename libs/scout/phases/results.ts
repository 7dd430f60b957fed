import type { Json } from '#durable';
import type { PhaseResult } from './phase.js';
import type { PhaseName } from './registry.js';

const MICRO_USD_PER_CENT = 10_000;

type Counts = Readonly<Record<string, number>>;

/** What one phase of a full run did; kept beside the others so that the root can show all six. */
interface OwnResult {
  readonly counts: Counts;
  readonly skipped: readonly string[];
  readonly spentMicroUsd: number;
}
type PhaseResults = Readonly<Record<string, OwnResult>>;

interface Carried {
  readonly spentMicroUsd: number;
  readonly phases: PhaseResults;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOwnResult(value: unknown): value is OwnResult {
  return (
    isRecord(value) &&
    isRecord(value['counts']) &&
    Array.isArray(value['skipped']) &&
    typeof value['spentMicroUsd'] === 'number'
  );
}

/** Money and results that the predecessors hand on. */
function carriedBy(outputs: readonly Json[]): Carried {
  let spentMicroUsd = 0;
  const phases: Record<string, OwnResult> = {};
  for (const output of outputs) {
    if (!isRecord(output)) continue;
    if (typeof output['spentMicroUsd'] === 'number') spentMicroUsd += output['spentMicroUsd'];
    if (!isRecord(output['phases'])) continue;
    for (const [phase, result] of Object.entries(output['phases'])) if (isOwnResult(result)) phases[phase] = result;
  }
  return { spentMicroUsd, phases };
}

/** Cents as the API shows them, rounded to a hundredth of a cent from micro-USD. */
const centsOf = (microUsd: number): number => Math.round((microUsd / MICRO_USD_PER_CENT) * 100) / 100;

/** The output of a run that belongs to no full run. */
export function resultAlone({ counts, skipped, spentMicroUsd }: OwnResult): PhaseResult {
  return { spentCents: centsOf(spentMicroUsd), spentMicroUsd, counts, skipped };
}

/** A phase's output: its own counts, and the money of everything up to it in the same full run. */
export function phaseResult(own: {
  phase: PhaseName;
  counts: Counts;
  skipped: readonly string[];
  spentMicroUsd: number;
  earlier: readonly Json[];
}): PhaseResult {
  const carried = carriedBy(own.earlier);
  const spentMicroUsd = carried.spentMicroUsd + own.spentMicroUsd;
  const mine: OwnResult = { counts: own.counts, skipped: own.skipped, spentMicroUsd: own.spentMicroUsd };
  return {
    spentCents: centsOf(spentMicroUsd),
    spentMicroUsd,
    counts: own.counts,
    skipped: own.skipped,
    phases: { ...carried.phases, [own.phase]: mine } as unknown as Json,
  };
}

/** A full run's output: the six results side by side and their counts added up by name. */
export function fullRunResult(outputs: readonly Json[]): PhaseResult {
  const { spentMicroUsd, phases } = carriedBy(outputs);
  const counts: Record<string, number> = {};
  for (const result of Object.values(phases)) {
    for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  const skipped = [...new Set(Object.values(phases).flatMap((result) => result.skipped))];
  return { spentCents: centsOf(spentMicroUsd), spentMicroUsd, counts, skipped, phases: phases as unknown as Json };
}

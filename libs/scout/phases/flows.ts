import type { FlowSpec, Json, RunId, StartSpec } from '#durable';
import type { PhaseInput } from './phase.js';
import type { PhaseName } from './registry.js';
import { FULL_RUN, PHASE_NAMES } from './registry.js';

/** What starts a run of a region. `id` is `{region}-{unix seconds}`. */
export interface ScoutRunSpec {
  readonly id: RunId;
  readonly input: PhaseInput;
  readonly idempotencyKey?: string;
  /** Not before this moment. */
  readonly startAt?: Date;
  readonly tags?: Readonly<Record<string, string>>;
}

function specOf({ id, input, ...rest }: ScoutRunSpec, workflow: string): StartSpec {
  return { ...rest, id, workflow, input: input as unknown as Json, objectKey: input.region.slug };
}

/** One phase alone. */
export const phaseFlow = (phase: PhaseName, spec: ScoutRunSpec): FlowSpec => specOf(spec, phase);

/** The tree of a full run: full-run ← supervisor ← … ← bootstrap; ids are `{root}-{phase}`. */
export function fullRunFlow(spec: ScoutRunSpec): FlowSpec {
  const { id, input, tags } = spec;
  const chain = PHASE_NAMES.reduce<FlowSpec | null>(
    (before, phase) => ({
      ...specOf({ id: `${id}-${phase.replaceAll('_', '-')}` as RunId, input, tags }, phase),
      children: before === null ? [] : [before],
    }),
    null,
  );
  return { ...specOf(spec, FULL_RUN.workflow), children: chain === null ? [] : [chain] };
}

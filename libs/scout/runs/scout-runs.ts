import type { Pool } from 'pg';
import { Refusal, type DurableClient, type RunId, type RunRecord } from '#durable';
import type { RegionScoutRun, RegionScoutRunRepository } from '#graph';
import type { Budget } from '../budget/index.js';
import { PHASE_NAMES, phaseRow, type PhaseName } from '../phases/registry.js';
import { releaseAfter } from '../phases/runner.js';
import { fullRunFlow, phaseFlow, type ScoutRunSpec } from '../phases/flows.js';
import { missingCredential, type Capabilities, type RunKind, type ScoutMode } from './credentials.js';
import { accepted, refused, type Refused, type ScoutOutcome } from './outcome.js';
import { holdRegion, startBlockedBy } from './region-hold.js';
import type { RegionLookup } from './region-lookup.js';
import { freeRunId } from './run-id.js';
import { StartRequests } from './start-requests.js';

export interface RunStart {
  readonly query: string;
  readonly kind: RunKind;
  readonly idempotencyKey?: string;
  /** Who asks; kept with the run. */
  readonly actor: string;
}

export interface ScoutRunsParts {
  readonly lookup: RegionLookup;
  readonly regionRuns: RegionScoutRunRepository;
  readonly budget: Pick<Budget, 'status'>;
  readonly durable: DurableClient;
  readonly pool: Pool;
  readonly mode: ScoutMode;
  readonly has: Capabilities;
  readonly clock: () => Date;
}

const RETRYABLE = ['failed', 'cancelled', 'needs_attention'] as const satisfies readonly RunRecord['status'][];
const ENDED = ['completed', 'failed', 'cancelled'] as const satisfies readonly RunRecord['status'][];

/** Run control: every refusal is data with what unblocks it; exceptions mean that a store failed. */
export class ScoutRuns {
  private readonly requests: StartRequests;

  constructor(private readonly parts: ScoutRunsParts) {
    this.requests = new StartRequests(parts.pool);
  }

  /** Starts a full run or one phase. Returns as soon as the run is admitted; the work goes on elsewhere. */
  async start(request: RunStart): Promise<ScoutOutcome> {
    const { idempotencyKey: key } = request;
    if (key === undefined) return this.startOnce(request);
    const claim = await this.requests.claim(key, JSON.stringify([request.kind, request.query.trim()]));
    if (claim.kind === 'done')
      return accepted('This request was carried out before.', await this.parts.durable.get(claim.runId as RunId));
    if (claim.kind === 'other_request') {
      return refused(
        'IDEMPOTENCY_CONFLICT',
        'This idempotency key was used for another request.',
        'Use a new key for a new request.',
      );
    }
    if (claim.kind === 'in_progress')
      return refused(
        'REGION_BUSY',
        'The same request is being carried out.',
        'Ask again in a few seconds with the same key.',
      );
    let outcome: ScoutOutcome | null = null;
    try {
      outcome = (await this.startedBefore(key)) ?? (await this.startOnce(request));
      if (outcome.success && outcome.run !== null) await this.requests.settle(key, outcome.run.id);
      return outcome;
    } finally {
      if (outcome?.success !== true) await this.requests.drop(key);
    }
  }

  /** Stops what runs in a region: no new step starts; with `kill` its writes are refused from now on. */
  async stop(query: string, options: { readonly kill: boolean }): Promise<ScoutOutcome> {
    const region = await this.parts.lookup.findKnown(query);
    if ('success' in region) return region;
    const held = await this.parts.regionRuns.get(region.slug);
    const run = held.runId === null ? null : await this.parts.durable.get(held.runId as RunId);
    if (run === null)
      return refused(
        'NOT_RUNNING',
        `Nothing runs in ${region.name}.`,
        'Start a run, or reset the status if it looks stuck.',
      );
    if (isOneOf(run.status, ENDED)) {
      return refused(
        'NOT_RUNNING',
        `The run of ${region.name} has ended (${run.status}).`,
        'Reset the status if it still looks busy.',
      );
    }
    const stopped = await this.cancel(run.id, options.kill);
    if (stopped === null)
      return refused('NOT_RUNNING', `The run of ${region.name} has just ended.`, 'Nothing is left to stop.');
    // A run that needs attention has no worker that would give the region back.
    if (run.status === 'needs_attention') await releaseAfter(this.parts.regionRuns, null)(stopped);
    return accepted(
      options.kill ? 'The run was stopped at once.' : 'The run stops after the calls in flight.',
      stopped,
    );
  }

  /** Sets the region's status to `idle` and fences whatever ran there; the run stays in the journal and can be retried. */
  async reset(query: string): Promise<ScoutOutcome> {
    const region = await this.parts.lookup.findKnown(query);
    if ('success' in region) return region;
    const held = await this.parts.regionRuns.get(region.slug);
    const run = held.runId === null ? null : await this.parts.durable.get(held.runId as RunId);
    // The region is let go first: what the old run writes from here on is conditional on holding it.
    await this.parts.regionRuns.reset(region.slug);
    const fenced = run === null ? null : ((await this.cancel(run.id, true)) ?? run);
    return accepted(`The status of ${region.name} is idle.`, fenced);
  }

  /** Resumes a run that ended without completing: finished steps are not repeated. Takes the region again first. */
  async retry(runId: string): Promise<ScoutOutcome> {
    const found = await this.parts.durable.get(runId as RunId);
    const run = found === null || found.rootId === found.id ? found : await this.parts.durable.get(found.rootId);
    if (run === null) return refused('RUN_NOT_FOUND', `No run is called "${runId}".`, 'List runs to see their ids.');
    if (!isOneOf(run.status, RETRYABLE) || run.objectKey === null) {
      return refused(
        'RUN_NOT_RETRYABLE',
        `The run is ${run.status}; only failed, cancelled or stuck runs can be retried.`,
        run.status === 'completed' ? 'Start a new run.' : 'Stop it first.',
      );
    }
    const missing =
      missingCredential(kindOf(run), this.parts.mode, this.parts.has) ?? (await this.overBudget(run.objectKey));
    if (missing !== null) return missing;
    const hold = await holdRegion(this.parts.regionRuns, run.objectKey, {
      id: run.id,
      kind: 'full',
      startAt: await this.phaseToResume(run),
      stuck: run.status === 'needs_attention',
    });
    if (!hold.success) return hold;
    return this.admitted(hold.release, async () =>
      accepted('The run goes on where it ended.', await this.parts.durable.retry(run.id)),
    );
  }

  /** Why a run of this kind can't start in a region now; null when it can. */
  async blockedBy(kind: RunKind, held: RegionScoutRun): Promise<Refused | null> {
    return (
      startBlockedBy(kind, held) ??
      missingCredential(kind, this.parts.mode, this.parts.has) ??
      (await this.overBudget(held.region))
    );
  }

  /** The run of a request whose process died after it was admitted; null when there is none. */
  private async startedBefore(key: string): Promise<ScoutOutcome | null> {
    const id = await this.requests.admittedRun(key);
    return id === null
      ? null
      : accepted('This request was carried out before.', await this.parts.durable.get(id as RunId));
  }

  private async startOnce(request: RunStart): Promise<ScoutOutcome> {
    const region = await this.parts.lookup.find(request.query);
    if ('success' in region) return region;
    const missing =
      missingCredential(request.kind, this.parts.mode, this.parts.has) ?? (await this.overBudget(region.slug));
    if (missing !== null) return missing;
    const now = this.parts.clock();
    const id = await freeRunId(region.slug, now, async (taken) => (await this.parts.durable.get(taken)) !== null);
    const startAt = request.kind === 'full' ? firstPhase() : request.kind;
    const hold = await holdRegion(this.parts.regionRuns, region.slug, { id, kind: request.kind, startAt });
    if (!hold.success) return hold;
    return this.admitted(hold.release, async () => {
      const spec: ScoutRunSpec = {
        id,
        input: { region, now: now.toISOString() } as ScoutRunSpec['input'],
        idempotencyKey: request.idempotencyKey,
        tags: { startedBy: request.actor },
      };
      const flow = request.kind === 'full' ? fullRunFlow(spec) : phaseFlow(request.kind, spec);
      const { run } = await this.parts.durable.startFlow(flow);
      const what = request.kind === 'full' ? 'Full run' : phaseRow(request.kind).label;
      return accepted(`${what} of ${region.name} started.`, run);
    });
  }

  /** The cancelled run; null when it had ended by itself. */
  private async cancel(id: RunId, kill: boolean): Promise<RunRecord | null> {
    try {
      return await this.parts.durable.cancel(id, { kill });
    } catch (cause) {
      if (cause instanceof Refusal) return null;
      throw cause;
    }
  }

  /** Gives the region back when the work could not be admitted. */
  private async admitted(release: () => Promise<void>, admit: () => Promise<ScoutOutcome>): Promise<ScoutOutcome> {
    try {
      return await admit();
    } catch (cause) {
      await release();
      if (cause instanceof Refusal)
        return refused('RUN_NOT_RETRYABLE', cause.message, cause.unblocks ?? 'Start a new run.');
      throw cause;
    }
  }

  private async overBudget(region: string): Promise<Refused | null> {
    if (this.parts.mode === 'structured') return null;
    const { spentMicroUsd, limitMicroUsd } = await this.parts.budget.status(region);
    if (limitMicroUsd === 0 || spentMicroUsd < limitMicroUsd) return null;
    return refused(
      'BUDGET_EXCEEDED',
      `Today's budget of this region is spent: $${dollars(spentMicroUsd)} of $${dollars(limitMicroUsd)}.`,
      'Wait until tomorrow, or raise BUDGET_DAILY_MICRO_USD and restart.',
    );
  }

  /** The phase that a retried run works on first: its own, or a full run's first unfinished one. */
  private async phaseToResume(run: RunRecord): Promise<PhaseName> {
    const kind = kindOf(run);
    if (kind !== 'full') return kind;
    const nodes = await this.parts.durable.descendants(run.id);
    return (
      PHASE_NAMES.find((phase) => nodes.find((node) => node.kind === phase)?.status !== 'completed') ?? firstPhase()
    );
  }
}

/** What kind of run a record is, from its workflow's name. */
function kindOf(run: RunRecord): RunKind {
  return PHASE_NAMES.find((phase) => phase === run.kind) ?? 'full';
}

function firstPhase(): PhaseName {
  return 'bootstrap';
}

function isOneOf<T extends string>(value: string, among: readonly T[]): value is T {
  return (among as readonly string[]).includes(value);
}

function dollars(microUsd: number): string {
  return (microUsd / 1_000_000).toFixed(2);
}

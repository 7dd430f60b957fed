import type { Pool } from 'pg';
import { Refusal, type Asked, type DurableClient, type RunId, type RunRecord } from '#durable';
import type { RegionScope, RegionScoutRun, RegionScoutRunRepository } from '#graph';
import { INVESTIGATION, PHASE_NAMES, isRunning, phaseRow, type PhaseName } from '../phases/registry.js';
import { fullRunFlow, phaseFlow, type ScoutRunSpec } from '../phases/flows.js';
import { POSTPONED_TAG } from '../phases/postponed-start.js';
import { admitUnderFreeId, orGiveBack } from './admission.js';
import { atWork, hasEnded, whyHeld, type AtWorkParts } from './at-work.js';
import type { RunKind } from './credentials.js';
import { OncePerKey } from './once-per-key.js';
import { accepted, refused, type Refused, type ScoutOutcome } from './outcome.js';
import { holdRegion, startBlockedBy } from './region-hold.js';
import type { RegionLookup } from './region-lookup.js';
import { RegionTurns, turnTaken, type Turn } from './region-turns.js';
import { freeRunId } from './run-id.js';
import { RunSteering } from './run-steering.js';
import { onceSettled, stillSettling } from './settling.js';
import { StartChecks, type StartChecksParts } from './start-checks.js';
import { StartRequests } from './start-requests.js';
import { waitUntil } from './start-time.js';
import { wholeRun } from './whole-run.js';

export interface RunStart {
  readonly query: string;
  readonly kind: RunKind;
  readonly idempotencyKey?: string;
  /** Not before this moment; within a year. A moment that was now when it was asked for is now. */
  readonly startAt?: Date;
  /** Who asks; kept with the run. */
  readonly actor: string;
}

export interface ScoutRunsParts extends StartChecksParts {
  readonly lookup: RegionLookup;
  readonly regionRuns: RegionScoutRunRepository;
  readonly durable: DurableClient;
  readonly pool: Pool;
  /** The date that a run counts as "now"; a test may set it to another day. */
  readonly clock: () => Date;
}

const RETRYABLE = ['failed', 'cancelled', 'needs_attention'] as const satisfies readonly RunRecord['status'][];

/** Run control by region: every refusal is data with what unblocks it; exceptions mean that a store failed. */
export class ScoutRuns {
  private readonly once: OncePerKey;
  private readonly checks: StartChecks;
  private readonly steering: RunSteering;
  private readonly region: AtWorkParts;

  constructor(private readonly parts: ScoutRunsParts) {
    this.once = new OncePerKey(new StartRequests(parts.pool), parts.durable);
    this.checks = new StartChecks(parts);
    this.steering = new RunSteering(parts.durable, parts.regionRuns);
    const { regionRuns, durable, pool } = parts;
    this.region = { regionRuns, durable, turns: new RegionTurns(pool) };
  }

  /** Starts a full run or one phase, now or later. Returns as soon as the run is admitted; the work goes on elsewhere. */
  async start(request: RunStart): Promise<ScoutOutcome> {
    const { kind, query, startAt } = request;
    const words = [kind, query.trim(), ...(startAt === undefined ? [] : [startAt.toISOString()])];
    return this.once.start(request.idempotencyKey, words, () => this.startOnce(request));
  }

  /** Stops what runs in a region, whether or not it holds it: no new step starts; with `kill` its writes are refused from now on. */
  async stop(query: string, options: Asked & { readonly kill: boolean }): Promise<ScoutOutcome> {
    const region = await this.parts.lookup.findKnown(query);
    if ('success' in region) return region;
    const { holder, turn } = await atWork(region.slug, this.region);
    const run = holder ?? turn;
    if (run !== null && !hasEnded(run)) return this.steering.stop(run.id, options);
    // The next run of the region was not meant: its row may have shown the one that has just ended.
    if (holder === null)
      return refused(
        'NOT_RUNNING',
        `Nothing runs in ${region.name}.`,
        'Start a run, or reset the status if it looks stuck.',
      );
    return refused(
      'NOT_RUNNING',
      `The run of ${region.name} has ended (${holder.status}).`,
      'Reset the status if it still looks busy.',
    );
  }

  /** Sets the region's status to `idle` and fences whatever ran there; the run stays in the journal and can be retried. */
  async reset(query: string, asked: Asked = {}): Promise<ScoutOutcome> {
    const region = await this.parts.lookup.findKnown(query);
    if ('success' in region) return region;
    const { holder, turn } = await atWork(region.slug, this.region);
    // The region is let go first: what the old run writes from here on is conditional on holding it.
    await this.parts.regionRuns.reset(region.slug);
    const held = holder === null ? null : await this.fence(holder.id, asked);
    const other = turn === null || turn.id === holder?.id ? null : await this.fence(turn.id as RunId, asked);
    return accepted(`The status of ${region.name} is idle.`, held ?? other);
  }

  /**
   * Resumes a run that ended without completing: finished steps are not repeated. Takes the region again first; a run that has only just ended is
   * waited for until its end is written.
   */
  async retry(runId: string): Promise<ScoutOutcome> {
    return onceSettled(() => this.retryOnce(runId));
  }

  /** Why a run of this kind can't start in a region now; null when it can. `turn`: the run whose turn it is there. */
  async blockedBy(kind: RunKind, held: RegionScoutRun, turn: Turn | null): Promise<Refused | null> {
    return startBlockedBy(kind, held) ?? turnTaken(turn) ?? (await this.checks.refusal(kind, held.region));
  }

  private async retryOnce(runId: string): Promise<ScoutOutcome> {
    const { durable, regionRuns } = this.parts;
    const run = await wholeRun(durable, runId);
    if ('success' in run) return run;
    if (!isOneOf(run.status, RETRYABLE) || run.objectKey === null) {
      return refused(
        'RUN_NOT_RETRYABLE',
        `The run is ${run.status}; only failed, cancelled or stuck runs can be retried.`,
        run.status === 'completed' ? 'Start a new run.' : 'Stop it first.',
      );
    }
    const region = run.objectKey;
    const alone = run.kind === INVESTIGATION.workflow;
    const missing = await this.checks.refusal(alone ? 'investigation' : kindOf(run), region);
    if (missing !== null) return missing;
    const again = async (): Promise<ScoutOutcome> =>
      accepted('The run goes on where it ended.', await durable.retry(run.id));
    if (alone) return orGiveBack(() => Promise.resolve(), again);
    const busy = turnTaken(await this.region.turns.in(region), run.id);
    if (busy !== null) return busy;
    const stuck = run.status === 'needs_attention';
    // Whoever is about to write its end would give back what is taken now.
    if (!stuck && (await regionRuns.get(region)).runId === run.id) return stillSettling(run.id);
    const hold = await holdRegion(regionRuns, region, {
      id: run.id,
      // A postponed run may have ended because it could not begin: it has to meet what it was refused for.
      kind: run.startAt === null ? 'full' : kindOf(run),
      startAt: await this.phaseToResume(run),
      stuck,
    });
    return hold.success ? orGiveBack(hold.release, again) : await whyHeld(hold, region, this.region);
  }

  private async startOnce(request: RunStart): Promise<ScoutOutcome> {
    // The wall clock: what is compared with it is a moment that an operator chose on theirs.
    const waitMs = waitUntil(request.startAt, new Date());
    if (typeof waitMs !== 'number') return waitMs;
    const region = await this.parts.lookup.find(request.query);
    if ('success' in region) return region;
    return waitMs > 0
      ? this.postpone(request, region, waitMs)
      : onceSettled(() => this.startNow({ ...request, startAt: undefined }, region));
  }

  private async startNow(request: RunStart, region: RegionScope): Promise<ScoutOutcome> {
    const { durable, lookup, regionRuns, clock } = this.parts;
    const missing = await this.checks.refusal(request.kind, region.slug);
    if (missing !== null) return missing;
    const busy = turnTaken(await this.region.turns.in(region.slug));
    if (busy !== null) return busy;
    const now = clock();
    const id = await freeRunId(region.slug, now, async (taken) => (await durable.get(taken)) !== null);
    const startAt = request.kind === 'full' ? firstPhase() : request.kind;
    const hold = await holdRegion(regionRuns, region.slug, { id, kind: request.kind, startAt });
    if (!hold.success) return whyHeld(hold, region.slug, this.region);
    return orGiveBack(hold.release, async () => {
      await lookup.add(region);
      const { run } = await durable.startFlow(flowOf(request, region, now, id));
      return accepted(`${labelOf(request.kind)} of ${region.name} started.`, run);
    });
  }

  /**
   * Admits a run for later. It holds nothing until then: other runs may use the region. When it is due it takes its turn behind what runs there,
   * and looks again whether it may begin. Money is asked for when it is spent.
   */
  private async postpone(request: RunStart, region: RegionScope, waitMs: number): Promise<ScoutOutcome> {
    const { durable, lookup, regionRuns, clock } = this.parts;
    const missing = this.checks.credential(request.kind);
    if (missing !== null) return missing;
    const held = await regionRuns.get(region.slug);
    // What runs there now may bring what is missing.
    const atRest = !isRunning(held.status) && held.runId === null;
    const blocked = atRest ? startBlockedBy(request.kind, held) : null;
    if (blocked !== null) return blocked;
    await lookup.add(region);
    const now = clock();
    const then = new Date(now.getTime() + waitMs);
    const message = `${labelOf(request.kind)} of ${region.name} starts at ${(request.startAt ?? then).toISOString()}.`;
    return admitUnderFreeId(durable, region.slug, now, (id) => flowOf(request, region, then, id), message);
  }

  /** The run, cancelled at once; as it is when it had ended by itself. */
  private async fence(id: RunId, asked: Asked): Promise<RunRecord | null> {
    const { durable } = this.parts;
    try {
      return await durable.cancel(id, { kill: true, ...asked });
    } catch (cause) {
      if (cause instanceof Refusal) return durable.get(id);
      throw cause;
    }
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

function flowOf(request: RunStart, region: RegionScope, now: Date, id: RunId) {
  const spec: ScoutRunSpec = {
    id,
    input: { region, now: now.toISOString() } as ScoutRunSpec['input'],
    idempotencyKey: request.idempotencyKey,
    startAt: request.startAt,
    tags: { startedBy: request.actor, ...postponedTag(request.startAt) },
  };
  return request.kind === 'full' ? fullRunFlow(spec) : phaseFlow(request.kind, spec);
}

function postponedTag(startAt: Date | undefined): Readonly<Record<string, string>> {
  return startAt === undefined ? {} : { [POSTPONED_TAG]: startAt.toISOString() };
}

/** What kind of run a record is, from its workflow's name. */
function kindOf(run: RunRecord): RunKind {
  return PHASE_NAMES.find((phase) => phase === run.kind) ?? 'full';
}

function labelOf(kind: RunKind): string {
  return kind === 'full' ? 'Full run' : phaseRow(kind).label;
}

function firstPhase(): PhaseName {
  return 'bootstrap';
}

function isOneOf<T extends string>(value: string, among: readonly T[]): value is T {
  return (among as readonly string[]).includes(value);
}

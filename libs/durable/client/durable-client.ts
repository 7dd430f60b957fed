import type { Pool } from 'pg';
import type { Queue } from 'bullmq';
import { Queues, DEFAULT_PREFIX } from '../dispatch/queues.js';
import { Reconciler } from '../dispatch/reconciler.js';
import type { RedisTarget } from '../dispatch/redis.js';
import { Relay } from '../dispatch/relay.js';
import { refuseUnfitQueues, type Routes } from '../dispatch/routes.js';
import { Refusal } from '../errors.js';
import { EventFeed, type EventFilter } from '../events/feed.js';
import { EventBell } from '../events/bell.js';
import type { Logger } from '../logger.js';
import { Database } from '../store/database.js';
import { removeEnded } from '../store/retention.js';
import { unmeasured, type Metrics } from '../telemetry.js';
import type {
  Asked,
  FlowSpec,
  ForkOptions,
  GateRecord,
  Json,
  Page,
  RunEvent,
  RunId,
  RunRecord,
  StartResult,
  StartSpec,
  StepRecord,
} from '../types.js';
import { Admission } from './admission.js';
import { cancelRun, pauseRun, resumeRun, retryRun } from './control.js';
import { forkRun } from './fork.js';
import { gatesOf, resolveGate } from './gates.js';
import { statsOf, type DurableStats } from './stats.js';
import { Reader, type RunFilter, type StepDetail } from './reader.js';

export interface DurableClientOptions {
  /** Pool of the database that holds the schema `durable`. The client doesn't end it. */
  readonly pool: Pool;
  readonly redis: RedisTarget;
  /** Queue of each workflow that can be started. */
  readonly routes: Routes;
  /** Namespace of the keys in Redis; the workers' must be the same. */
  readonly prefix?: string;
  readonly logger: Logger;
  /** Pause between two sweeps for lost runs. Default 15 000. */
  readonly reconcileIntervalMs?: number;
  /** How long a run may look lost before it is looked after. Default 10 000. */
  readonly reconcileGraceMs?: number;
  /** Where figures go; by default nowhere. */
  readonly metrics?: Metrics;
}

/** A person waits for the answer: rather an error soon than a result late. */
const PATIENCE_MS = 5_000;

/** Starts, watches and steers runs. Postgres is asked for everything; Redis is only told who should work. */
export class DurableClient {
  private readonly database: Database;
  private readonly queues: Queues;
  private readonly relay: Relay;
  private readonly reconciler: Reconciler;
  private readonly bell: EventBell;
  private readonly feed: EventFeed;
  private readonly reader: Reader;
  private readonly admission: Admission;

  constructor(options: DurableClientOptions) {
    const { pool, redis, logger, prefix = DEFAULT_PREFIX } = options;
    this.database = new Database(pool, logger, PATIENCE_MS);
    this.queues = new Queues(redis, prefix, logger);
    this.relay = new Relay(this.database, this.queues, logger);
    const { reconcileIntervalMs = 15_000, reconcileGraceMs = 10_000, metrics = unmeasured } = options;
    this.reconciler = new Reconciler(
      this.database,
      this.queues,
      { intervalMs: reconcileIntervalMs, graceMs: reconcileGraceMs, metrics },
      logger,
    );
    this.bell = new EventBell(this.database, logger);
    this.feed = new EventFeed(this.database, this.bell);
    this.reader = new Reader(this.database);
    refuseUnfitQueues(Object.values(options.routes));
    this.admission = new Admission(this.database, options.routes, this.relay);
  }

  /** Starts carrying decisions to Redis, looking after lost runs, and ringing for new events. */
  open(): void {
    this.relay.start();
    this.bell.start();
    this.reconciler.start();
  }

  /** Stops all of it. The pool stays open. */
  async close(): Promise<void> {
    await Promise.all([this.reconciler.stop(), this.relay.stop(), this.bell.stop()]);
    await this.queues.close();
  }

  /** Admits one run. Throws Refusal UNKNOWN_WORKFLOW, BAD_RUN_ID, RUN_EXISTS, IDEMPOTENCY_CONFLICT. */
  async start(spec: StartSpec): Promise<StartResult> {
    return this.startFlow(spec);
  }

  /** Admits a tree of runs as a whole; returns its root. Refusals as for `start`. */
  async startFlow(flow: FlowSpec): Promise<StartResult> {
    const { id, created, run } = await this.admission.start(flow);
    if (!run) this.relay.hint();
    return { run: run ?? (await this.existing(id)), created };
  }

  /** The run, or null. */
  async get(id: RunId): Promise<RunRecord | null> {
    return this.reader.run(id);
  }
  /** Runs, newest first; `after` is the cursor of the last one seen (see `nextRuns`). */
  async list(filter: RunFilter & Page): Promise<RunRecord[]> {
    return (await this.reader.runs(filter)).runs;
  }
  /** The same with the cursor of the next page (null at the end). */
  async listPage(filter: RunFilter & Page): Promise<{ runs: RunRecord[]; next: string | null }> {
    return this.reader.runs(filter);
  }
  /** Runs whose parent is this one. */
  async children(id: RunId): Promise<RunRecord[]> {
    return this.reader.children(id);
  }
  /** All runs of a root's tree but itself. */
  async descendants(rootId: RunId): Promise<RunRecord[]> {
    return this.reader.descendants(rootId);
  }
  /** Those of some runs under which something goes on; it may do so though they have ended. */
  async withOpenDescendants(ids: readonly RunId[]): Promise<ReadonlySet<string>> {
    return this.reader.withOpenDescendants(ids);
  }
  /** Journaled steps in the order they were begun. The cursor of a step is `seq~key`. */
  async steps(id: RunId, page: Page, options: { failedOnly?: boolean } = {}): Promise<StepRecord[]> {
    return this.reader.steps(id, page, options.failedOnly ?? false);
  }
  /** One step with its input and output, or null. */
  async step(id: RunId, key: string): Promise<StepDetail | null> {
    return this.reader.step(id, key);
  }

  /** Events after a cursor (null: from the first), oldest first. Throws Refusal BAD_CURSOR. */
  async events(query: EventFilter & { after: string | null; limit: number }): Promise<RunEvent[]> {
    return this.feed.page(query, query.after, query.limit);
  }
  /** Replays what came after a cursor (null: everything), then follows live until the signal is aborted. Throws Refusal BAD_CURSOR. */
  subscribeEvents(query: EventFilter & { after: string | null }, signal: AbortSignal): AsyncIterable<RunEvent> {
    return this.feed.subscribe(query, query.after, signal);
  }
  /** Cursor of the newest event, to follow what happens from now on; null before the first. */
  async newestEvent(): Promise<string | null> {
    return this.feed.newest();
  }

  /** Cancels a run and its descendants. Throws Refusal RUN_NOT_FOUND, NOT_RUNNING. */
  async cancel(id: RunId, { kill = false, ...asked }: Asked & { kill?: boolean } = {}): Promise<RunRecord> {
    await cancelRun(this.database, id, kill, asked);
    this.hint();
    return this.existing(id);
  }
  /** Makes a stopped run go on. Throws Refusal RUN_NOT_FOUND, RUN_NOT_RETRYABLE, RUN_UNDONE; RUN_SETTLING while its end is being reported. */
  async retry(id: RunId): Promise<RunRecord> {
    await retryRun(this.database, id);
    this.hint();
    return this.existing(id);
  }

  /** Pauses a run and its descendants: no new step starts, no slot is held. Throws Refusal RUN_NOT_FOUND, NOT_RUNNING. */
  async pause(id: RunId, asked: Asked = {}): Promise<RunRecord> {
    await pauseRun(this.database, id, asked);
    this.hint();
    return this.existing(id);
  }
  /** Lets a paused run go on. Throws Refusal RUN_NOT_FOUND, NOT_PAUSED. */
  async resume(id: RunId): Promise<RunRecord> {
    await resumeRun(this.database, id);
    this.hint();
    return this.existing(id);
  }
  /**
   * Starts a run that goes on from a step of another one; of a node of a flow, the flow. Returns the root of the new tree.
   * Throws Refusal RUN_NOT_FOUND, STEP_NOT_FOUND, STEP_INPUT_FIXED, STEP_INPUT_MISFIT, BAD_RUN_ID, RUN_EXISTS.
   */
  async fork(id: RunId, fromStepKey: string, options: ForkOptions): Promise<RunRecord> {
    await forkRun(this.database, id, fromStepKey, options);
    this.hint();
    return this.existing(options.id);
  }
  /** Answers what a run waits for. Throws Refusal RUN_NOT_FOUND, NOT_RUNNING, GATE_NOT_FOUND, GATE_RESOLVED, GATE_EXPIRED. */
  async resolveGate(id: RunId, name: string, value: Json, resolver: string | null = null): Promise<RunRecord> {
    await resolveGate(this.database, id, name, value, resolver);
    this.hint();
    return this.existing(id);
  }
  /** What a run waits for or waited for. */
  async gates(id: RunId): Promise<GateRecord[]> {
    return gatesOf(this.database, id);
  }

  /** Deletes trees of runs that ended longer ago than that, never what is open or needs attention. Returns how many runs. */
  async removeEnded(olderThanMs: number): Promise<number> {
    return removeEnded(this.database, olderThanMs);
  }
  /** Figures for gauges: runs by status, what waits in each queue and how long, bytes of the journal, how far events are behind. */
  async stats(): Promise<DurableStats> {
    return statsOf(this.database);
  }

  /** The BullMQ queue of that name, for Bull Board. */
  queue(name: string): Queue {
    return this.queues.queue(name);
  }

  private hint(): void {
    this.relay.hint();
  }

  private async existing(id: RunId): Promise<RunRecord> {
    const run = await this.reader.run(id);
    if (!run) throw new Refusal('RUN_NOT_FOUND', `There is no run "${id}".`, 'Look it up in the list of runs.');
    return run;
  }
}

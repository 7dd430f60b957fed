import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import type { JobData } from '../dispatch/job.js';
import { DEFAULT_PREFIX, Queues } from '../dispatch/queues.js';
import { Reconciler } from '../dispatch/reconciler.js';
import { redisOptions, type RedisTarget } from '../dispatch/redis.js';
import { Relay } from '../dispatch/relay.js';
import { refuseUnfitQueues, type Routes } from '../dispatch/routes.js';
import type { Logger } from '../logger.js';
import { Database } from '../store/database.js';
import { preflight } from '../safety/preflight.js';
import { runId as asRun } from '../store/rows.js';
import { spannedRun, unmeasured, type Metrics } from '../telemetry.js';
import type { RunId, RunStatus, Workflow } from '../types.js';
import { CancelListener } from './cancel-listener.js';
import { Claims, type Claim } from './claim.js';
import { EagerWorker } from './eager-worker.js';
import { FalseAlarms } from './false-alarms.js';
import { Forgetter } from './forgetter.js';
import { Heartbeat } from './heartbeat.js';
import { Lease, trustMs } from './lease.js';
import { OutcomeStore } from './outcome.js';
import { JobEnding, type JobResult } from './processor.js';
import { RunAttempt, type Result, type RunAttemptParts } from './run-attempt.js';
import { RunControl } from './run-control.js';
import { Settler } from './settler.js';
import { StepCommits } from './step-commits.js';
import { within } from '../within.js';

export interface DurableWorkerOptions {
  /** Pool of the database that holds the schema `durable`; one connection of it listens. The worker doesn't end it. */
  readonly pool: Pool;
  readonly redis: RedisTarget;
  readonly workflows: readonly Workflow[];
  readonly codeVersion: string;
  readonly logger: Logger;
  /** Namespace of the keys in Redis; the client's must be the same. */
  readonly prefix?: string;
  /** How long Redis lets a silent worker keep a job. Default 6 000: with `stalledIntervalMs`, a killed worker's runs are redelivered within 9 s. */
  readonly lockMs?: number;
  /** Pause between two looks for jobs whose worker went silent. Default 1 500. */
  readonly stalledIntervalMs?: number;
  /** How long Postgres lets a silent worker keep a run. Default 6 000. */
  readonly leaseMs?: number;
  /** Pause between two heartbeats. Default 2 000. */
  readonly heartbeatMs?: number;
  /** Pause between two sweeps for lost runs. Default 15 000. */
  readonly reconcileIntervalMs?: number;
  /** How long a run may look lost before it is looked after. Default 10 000. */
  readonly reconcileGraceMs?: number;
  /** How long a cancelled run may go on with the steps it has in flight; then their bodies are aborted. Default 120 000. */
  readonly stopGraceMs?: number;
  /** Trees of runs that ended longer ago than this are deleted with their journals, looked for every hour. By default all are kept. */
  readonly retentionMs?: number | undefined;
  /** Told in this process when the outcome of a run was stored by it. A hint for whoever waits here; what must not be missed belongs in `onSettled`. */
  readonly onEnded?: (run: { readonly runId: RunId; readonly status: RunStatus }) => void;
  /** Where figures go; by default nowhere. */
  readonly metrics?: Metrics;
  /** Numbers between 0 and 1, for the jitter of retries. */
  readonly random?: () => number;
}

/** How long each part of a shutdown may take that needs a store. */
const GOODBYE_MS = 5_000;
const DEFAULT_LOCK_MS = 6_000;
/** Far more often than a healthy run is redelivered; runs that crash their worker are put aside by the journal, not by BullMQ. */
const MAX_STALLED = 50;

/** Works on runs: one BullMQ worker per queue of its workflows. */
export class DurableWorker {
  readonly owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly database: Database;
  private readonly queues: Queues;
  private readonly relay: Relay;
  private readonly reconciler: Reconciler;
  private readonly listener: CancelListener;
  private readonly heartbeat: Heartbeat;
  private readonly settler: Settler;
  private readonly forgetter: Forgetter;
  private readonly falseAlarms: FalseAlarms;
  private readonly ending: JobEnding;
  private readonly attempt: RunAttemptParts;
  private readonly workflows: ReadonlyMap<string, Workflow>;
  private readonly claims: Claims;
  private readonly metrics: Metrics;
  private workers: EagerWorker<JobData, JobResult>[] = [];
  private redis: Redis | undefined;
  private readonly trustMs: number;
  private draining = false;

  constructor(private readonly options: DurableWorkerOptions) {
    const { pool, redis, logger, workflows, prefix = DEFAULT_PREFIX, leaseMs = 6_000, heartbeatMs = 2_000 } = options;
    const { reconcileIntervalMs = 15_000, reconcileGraceMs = 10_000 } = options;
    this.metrics = options.metrics ?? unmeasured;
    this.trustMs = trustMs(leaseMs, options.lockMs ?? DEFAULT_LOCK_MS);
    this.database = new Database(pool, logger);
    this.queues = new Queues(redis, prefix, logger);
    this.relay = new Relay(this.database, this.queues, logger);
    this.reconciler = new Reconciler(
      this.database,
      this.queues,
      { intervalMs: reconcileIntervalMs, graceMs: reconcileGraceMs, metrics: this.metrics },
      logger,
    );
    this.heartbeat = new Heartbeat(this.database, leaseMs, heartbeatMs, logger);
    this.listener = new CancelListener(this.database, () => this.heartbeat.hint(), logger);
    this.settler = new Settler(this.database, workflows, { leaseMs, heartbeatMs }, logger);
    this.ending = new JobEnding(this.database);
    this.falseAlarms = new FalseAlarms(this.database, logger);
    this.forgetter = new Forgetter(this.database, options.retentionMs, logger);
    this.workflows = new Map(workflows.map((workflow) => [workflow.name, workflow]));
    const routes: Routes = Object.fromEntries(workflows.map(({ name, queue }) => [name, queue]));
    refuseUnfitQueues(Object.values(routes));
    const { random = Math.random } = options;
    this.claims = new Claims(this.database, { owner: this.owner, leaseMs, codeVersion: options.codeVersion });
    const outcomes = new OutcomeStore(this.database);
    this.attempt = {
      database: this.database,
      commits: new StepCommits(this.database),
      outcomes,
      routes,
      logger,
      metrics: this.metrics,
      random,
      now: Date.now,
      stopGraceMs: options.stopGraceMs ?? 120_000,
      decided: () => this.relay.hint(),
      settle: () => this.settler.hint(),
    };
  }

  /** Starts taking jobs, and the background work that any process may do. Throws a Refusal when a store is set up so that it could lose work. */
  async start(): Promise<void> {
    await preflight(this.options.pool, this.options.redis);
    this.relay.start();
    this.reconciler.start();
    this.heartbeat.start();
    this.settler.start();
    this.listener.start();
    this.forgetter.start();
    // One connection for all queues, and BullMQ's own copies of it, on which it waits for jobs.
    this.redis = new Redis(redisOptions(this.options.redis));
    this.redis.on('error', (error) => this.options.logger.debug({ err: error }, 'redis is away'));
    for (const queue of new Set(this.options.workflows.map((workflow) => workflow.queue))) {
      const served = this.options.workflows.filter((workflow) => workflow.queue === queue);
      const concurrency = served.reduce((sum, workflow) => sum + workflow.concurrency, 0);
      this.workers.push(this.serve(queue, concurrency, this.redis));
    }
  }

  /** Number of runs being worked on in this process. */
  get activeRuns(): number {
    return this.heartbeat.runs.length;
  }

  /**
   * Stops without losing work: no new job, each run is given back at its next step boundary; after `graceMs` the steps in flight are given up.
   * Stores that are away are not waited for: what could not be given back is found by its lease. The pool stays open.
   */
  async drain(graceMs: number): Promise<void> {
    this.draining = true;
    await within(GOODBYE_MS, ...this.workers.map((worker) => worker.pause(true)));
    for (const { control } of this.heartbeat.runs) control.draining = true;
    await this.emptied(graceMs);
    for (const { control } of this.heartbeat.runs) control.evict();
    await this.emptied(5_000);
    // Without Redis there is nobody to say goodbye to: forced, the connections that wait for jobs end, also between two tries to connect.
    const forced = this.activeRuns > 0 || this.redis?.status !== 'ready';
    await within(GOODBYE_MS, ...this.workers.map((worker) => worker.close(forced)));
    this.redis?.disconnect();
    this.workers = [];
    const background = [this.heartbeat, this.reconciler, this.settler, this.listener, this.forgetter];
    await within(GOODBYE_MS, ...background.map((one) => one.stop()));
    await within(GOODBYE_MS, this.relay.stop());
    await within(GOODBYE_MS, this.queues.close());
  }

  private serve(queue: string, concurrency: number, connection: Redis): EagerWorker<JobData, JobResult> {
    const { prefix = DEFAULT_PREFIX, lockMs = DEFAULT_LOCK_MS, stalledIntervalMs = 1_500, logger } = this.options;
    // BullMQ hands out the abort signal only to functions that declare three parameters.
    const worker = new EagerWorker<JobData, JobResult>(
      queue,
      async (job, token, _signal) => this.process(job, token ?? ''),
      {
        connection,
        prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: stalledIntervalMs,
        maxStalledCount: MAX_STALLED,
      },
    );
    worker.on('error', (error) => logger.debug({ err: error, queue }, 'redis refused or is away'));
    // Losing the lock means that another worker may have the run: Postgres knows, and the heartbeat asks it now.
    worker.on('lockRenewalFailed', () => this.heartbeat.hint());
    return worker;
  }

  private async process(job: Job<JobData, JobResult>, token: string): Promise<JobResult> {
    const { runId, dispatch } = job.data;
    // A paused worker may still be handed the job its blocked connection was waiting for.
    if (this.draining) return this.ending.conclude(job, token, { kind: 'released' });
    const workflow = this.workflows.get(job.name);
    if (!workflow) {
      this.options.logger.error(
        { runId, workflow: job.name },
        'this worker serves the queue but not the workflow: give each workflow set its own queue',
      );
      return this.ending.later(job, token);
    }
    const askedAt = performance.now();
    const taken = await this.claims.take({ runId, dispatch, attemptsStarted: job.attemptsStarted });
    this.metrics.count('durable_deliveries_total', { workflow: workflow.name, outcome: taken.kind });
    if (taken.kind === 'early') return this.ending.later(job, token, taken.at);
    if (taken.kind === 'paused') return this.ending.conclude(job, token, { kind: 'asleep', wakeAt: null });
    if (taken.kind === 'stale') return { runId, ok: false };
    const message = taken.kind === 'ended' ? 'it had ended before' : '';
    if (taken.kind === 'ended') return this.ending.conclude(job, token, { kind: 'stored', stored: 'fenced', message });
    if (taken.claim.no_progress_crashes > 0)
      this.metrics.count('durable_redelivered_total', { workflow: workflow.name });
    const control = new RunControl();
    control.draining = this.draining;
    control.pausing = taken.claim.pause_requested_at !== null;
    const lease = new Lease(
      this.trustMs,
      askedAt,
      async () => void (await this.database.patiently(() => this.heartbeat.ask())),
    );
    const unwatch = this.heartbeat.watch({ claim: taken.claim, workflow, control, lease });
    try {
      const { claim } = taken;
      const result = await spannedRun(
        `run ${workflow.name}`,
        { tags: claim.tags, attributes: { 'run.id': runId, 'run.root': claim.root_id, 'run.epoch': claim.epoch } },
        () => new RunAttempt(this.attempt, claim, workflow, control, lease).run(),
      );
      await this.report(result, claim, workflow.name);
      return await this.ending.conclude(job, token, result);
    } finally {
      unwatch();
    }
  }

  private async report(result: Result, claim: Claim, workflow: string): Promise<void> {
    if (result.kind !== 'stored') return;
    if (result.stored === 'fenced') {
      this.metrics.count('durable_fenced_total', { workflow });
      return this.falseAlarms.takeBack(claim);
    }
    this.falseAlarms.forget(claim.id);
    this.metrics.count('durable_runs_ended_total', { workflow, status: result.stored });
    this.options.onEnded?.({ runId: asRun(claim.id), status: result.stored });
  }

  private async emptied(withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (this.activeRuns > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

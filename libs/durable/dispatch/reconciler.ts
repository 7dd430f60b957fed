import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import * as sql from '../statements/dispatch.js';
import * as finish from '../statements/finish.js';
import type { Metrics } from '../telemetry.js';
import type { Database } from '../store/database.js';
import { lockCancelledTree, openGate, passGate, settleCancelled } from './gate.js';
import type { Dispatchable } from './job.js';
import type { Queues } from './queues.js';
import { redispatch, type Redispatched } from './redispatch.js';

interface Suspect extends Redispatched, Dispatchable {
  readonly abandoned: boolean;
}

export interface ReconcilerOptions {
  /** Pause between two sweeps. */
  readonly intervalMs: number;
  /** How long a run may look lost before Redis is asked about it. */
  readonly graceMs: number;
  readonly metrics: Metrics;
}

const PAGE = 500;

/** Finds what got lost between Postgres and Redis (a flushed Redis, a relay that died, a lost wake-up) and dispatches it anew. */
export class Reconciler {
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly options: ReconcilerOptions,
    private readonly logger: Logger,
  ) {
    this.pulse = new Pulse({
      name: 'reconciler',
      idleMs: options.intervalMs,
      busyMs: options.intervalMs,
      beat: async () => (await this.sweep()) > 0,
      logger,
    });
  }

  start(): void {
    this.pulse.start();
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** One sweep over everything open. Returns how many runs were dispatched anew or woken. */
  async sweep(): Promise<number> {
    let repaired = await this.wakeOverslept();
    await this.openOrphanedGates();
    await this.endCancelled();
    for (let after = ''; ;) {
      const page = await this.database.query<Suspect>(sql.suspects, [after, PAGE, this.options.graceMs]);
      repaired += await this.redispatchLost(page);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return repaired;
      after = last.id;
    }
  }

  private async redispatchLost(page: readonly Suspect[]): Promise<number> {
    const lost: Suspect[] = [];
    for (const suspect of page) {
      if (suspect.abandoned || !(await this.hasJob(suspect))) lost.push(suspect);
    }
    if (lost.length === 0) return 0;
    await this.database.transaction(async (run) => {
      // Someone else may have dispatched them since they were read.
      const still = [];
      for (const suspect of lost) {
        const [now] = await run<Suspect>(sql.lockJobOfRun, [suspect.id]);
        if (now && now.dispatch_seq === suspect.dispatch_seq && now.status === suspect.status) still.push(now);
      }
      await redispatch(run, still);
    });
    this.options.metrics.count('durable_redispatched_total', { reason: 'lost' }, lost.length);
    this.logger.warn({ runs: lost.map((one) => one.id).slice(0, 20), count: lost.length }, 'dispatched lost runs anew');
    return lost.length;
  }

  /** Whether Redis holds a job for it. One that sleeps though its run waits for nothing any more missed its bell, or goes by a clock that is behind: it is rung. */
  private async hasJob(suspect: Suspect): Promise<boolean> {
    const due = suspect.status === 'queued' || suspect.status === 'suspended';
    return due ? this.queues.wake(suspect) : this.queues.isLive(suspect);
  }

  private async wakeOverslept(): Promise<number> {
    const overslept = await this.database.query<{ id: string; scope: string }>(sql.oversleptParents);
    for (const { id, scope } of overslept) await this.database.query(finish.wakeParent, [id, scope]);
    if (overslept.length > 0)
      this.options.metrics.count('durable_redispatched_total', { reason: 'overslept' }, overslept.length);
    return overslept.length;
  }

  private async endCancelled(): Promise<void> {
    for (const { root_id } of await this.database.query<{ root_id: string }>(sql.unendedCancellations)) {
      await this.database.transaction(async (run) => {
        await lockCancelledTree(run, root_id);
        await settleCancelled(run, root_id);
      });
    }
  }

  private async openOrphanedGates(): Promise<void> {
    for (const { id } of await this.database.query<{ id: string }>(sql.endedHeads))
      await this.database.transaction((run) => passGate(run, id));
    for (const { object_key } of await this.database.query<{ object_key: string }>(sql.keysWithoutHead)) {
      await this.database.transaction((run) => openGate(run, object_key));
    }
  }
}

import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import * as sql from '../statements/dispatch.js';
import { OPEN_STATUSES } from '../statuses.js';
import type { Database, Run } from '../store/database.js';
import type { Dispatchable, FlowNode } from './job.js';
import type { Queues } from './queues.js';
import { redispatch, type Redispatched } from './redispatch.js';

interface OutboxRow {
  readonly kind: 'dispatch' | 'flow' | 'wake';
  readonly payload: { readonly runId?: string; readonly rootId?: string; readonly runIds?: readonly string[] };
}

const BATCH = 200;
const JOBS_AT_ONCE = 5_000;

/**
 * Carries committed decisions from Postgres to Redis. A row leaves the outbox after Redis has taken it, so it may be carried twice and never gets lost;
 * job ids make the second time harmless. Any number of relays may run.
 */
export class Relay {
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly logger: Logger,
  ) {
    this.pulse = new Pulse({ name: 'relay', idleMs: 500, busyMs: 0, beat: () => this.carry(), logger });
  }

  start(): void {
    this.pulse.start();
  }
  hint(): void {
    this.pulse.hint();
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Tells Redis of runs that were admitted a moment ago. While Redis is away they are left to the relay, and if Postgres is too, to the reconciler. */
  async dispatchNow(runs: readonly Dispatchable[]): Promise<void> {
    try {
      await this.queues.addBulk(runs);
    } catch (error) {
      this.logger.debug({ err: error }, 'left to the relay');
      await this.database
        .query(sql.sendLater, [runs.map(({ id }) => id)])
        .catch((failure: unknown) => this.logger.warn({ err: failure }, 'left to the reconciler'));
    }
  }

  /** Carries up to 200 rows. Returns whether there were any. */
  async carry(): Promise<boolean> {
    return this.database.once(async (run) => {
      const rows = await run<OutboxRow>(sql.takeOutbox, [BATCH]);
      const ids = rows.flatMap(({ kind, payload }) => (kind === 'dispatch' ? (payload.runIds ?? []) : []));
      // Postgres ends a transaction that says nothing for long: it hears from us between two parts of a large fan-out.
      for (let n = 0; n < ids.length; n += JOBS_AT_ONCE)
        await this.queues.addBulk(await run<Dispatchable>(sql.dispatchable, [ids.slice(n, n + JOBS_AT_ONCE)]));
      for (const { kind, payload } of rows) {
        if (kind === 'flow') await this.queues.addFlow(await run<FlowNode>(sql.flowNodes, [payload.rootId]));
        else if (kind === 'wake') await this.wake(run, payload.runId ?? '');
      }
      return rows.length > 0;
    });
  }

  private async wake(run: Run, id: string): Promise<void> {
    const [job] = await run<Redispatched & Dispatchable>(sql.jobOfRun, [id]);
    // Not its turn yet; a cancelled one that owes an undo need not wait for it.
    if (!job || (job.dispatch_seq <= 0 && job.status !== 'cancelling')) return;
    const live = await this.queues.wake(job);
    if (!live && OPEN_STATUSES.has(job.status)) await redispatch(run, [job]);
  }
}

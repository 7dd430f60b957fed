import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import * as sql from '../statements/claim.js';
import { fill } from '../statements/sized.js';
import type { Database } from '../store/database.js';
import { runId } from '../store/rows.js';
import type { Workflow } from '../types.js';
import type { Claim } from './claim.js';
import type { Lease } from './lease.js';
import type { RunControl } from './run-control.js';

/** A run this process works on. */
export interface ActiveRun {
  readonly claim: Claim;
  readonly workflow: Workflow;
  readonly control: RunControl;
  readonly lease: Lease;
}

interface Answer {
  readonly id: string;
  readonly epoch: number;
  readonly cancel_requested_at: Date | null;
  readonly pause_requested_at: Date | null;
}

const keyOf = ({ id, epoch }: { readonly id: string; readonly epoch: number }): string => `${id}@${epoch}`;

/** Keeps the leases of this process's runs, and learns from the answer which were cancelled or taken. One statement for all of them. */
export class Heartbeat {
  private readonly active = new Map<string, ActiveRun>();
  /** Runs whose hook has not returned yet. */
  private readonly telling = new Set<string>();
  private readonly pulse: Pulse;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly leaseMs: number,
    heartbeatMs: number,
    private readonly logger: Logger,
  ) {
    this.pulse = new Pulse({ name: 'heartbeat', idleMs: heartbeatMs, busyMs: 0, beat: () => this.ask(), logger });
  }

  get runs(): readonly ActiveRun[] {
    return [...this.active.values()];
  }

  start(): void {
    this.pulse.start();
  }
  /** Looks at the runs now. */
  hint(): void {
    this.pulse.hint();
  }
  /** Asks now for all runs together, or waits for the answer to a question that is under way. Rejects when Postgres is away. Returns that there is no more to do. */
  async ask(): Promise<false> {
    this.asking ??= this.beat().finally(() => {
      this.asking = undefined;
    });
    await this.asking;
    return false;
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Watches over a run until the returned function is called. */
  watch(run: ActiveRun): () => void {
    const key = keyOf(run.claim);
    this.active.set(key, run);
    this.tell(run);
    return () => {
      this.active.delete(key);
      run.lease.end();
    };
  }

  private async beat(): Promise<void> {
    const runs = this.runs;
    if (runs.length === 0) return;
    const sentAt = performance.now();
    const mine = runs.map(({ claim: { id, epoch } }) => [id, epoch]);
    const owned = await this.database.query<Answer>(...fill(sql.heartbeat, mine, [this.leaseMs]), { patienceMs: 0 });
    // This process may have the run twice: as its owner, and as one that was frozen until it lost it.
    const answers = new Map(owned.map((row) => [keyOf(row), row]));
    for (const run of runs) {
      const answer = answers.get(keyOf(run.claim));
      if (!answer) run.control.fence();
      else {
        run.lease.confirm(sentAt);
        if (answer.cancel_requested_at !== null) {
          run.control.cancel();
          continue;
        }
        run.control.pausing = answer.pause_requested_at !== null;
        this.tell(run);
      }
    }
  }

  private tell({ claim, workflow }: ActiveRun): void {
    const key = keyOf(claim);
    // One that takes longer than a beat is not called again meanwhile: calls would pile up on whatever keeps it.
    if (workflow.onHeartbeat === undefined || this.telling.has(key)) return;
    this.telling.add(key);
    const run = { runId: runId(claim.id), rootId: runId(claim.root_id), objectKey: claim.object_key };
    // Called by a promise: what it throws at once must not end the beat, or the run.
    void Promise.resolve()
      .then(() => workflow.onHeartbeat?.(run))
      .catch((error: unknown) => {
        this.logger.warn({ err: error, runId: claim.id }, 'onHeartbeat failed');
      })
      .finally(() => this.telling.delete(key));
  }
}

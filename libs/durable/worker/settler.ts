import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import { Reader } from '../client/reader.js';
import * as sql from '../statements/settle.js';
import type { Database } from '../store/database.js';
import { runId } from '../store/rows.js';
import type { RunRecord, Workflow } from '../types.js';
import { ReportClaim, type ReportLease } from './report-claim.js';
import { within } from '../within.js';

const BATCH = 50;
const AGAIN_MS = 2_000;
/** A hook that takes longer is given up. */
const LIMIT_MS = 60_000;

/** Calls `onSettled` for every run that has ended, whoever ended it: its worker, a failed flow child, a cancellation. At least once. */
export class Settler {
  private readonly hooked: ReadonlyMap<string, Workflow>;
  private readonly reader: Reader;
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    workflows: readonly Workflow[],
    private readonly lease: ReportLease,
    private readonly logger: Logger,
  ) {
    this.hooked = new Map(
      workflows.filter((workflow) => workflow.onSettled).map((workflow) => [workflow.name, workflow]),
    );
    this.reader = new Reader(database);
    this.pulse = new Pulse({ name: 'settler', idleMs: 1_000, busyMs: 20, beat: () => this.settle(), logger });
  }

  start(): void {
    if (this.hooked.size > 0) this.pulse.start();
  }
  hint(): void {
    this.pulse.hint();
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Settles a batch. Returns whether there was one. */
  async settle(): Promise<boolean> {
    const owed = await this.database.query<{ id: string }>(sql.unsettled, [[...this.hooked.keys()], BATCH]);
    for (const { id } of owed) await this.settleRun(id);
    return owed.length > 0;
  }

  private async settleRun(id: string): Promise<void> {
    // One claim for each call: a slow hook must not use up the time of the next one.
    const claim = await ReportClaim.take(this.database, id, this.lease);
    if (!claim) return;
    try {
      const run = await this.reader.run(runId(id));
      if (run) await this.report(run);
      await claim.reported();
    } catch (error) {
      this.logger.error({ err: error, runId: id }, 'onSettled failed and will be called again');
      await claim.release(AGAIN_MS);
    }
  }

  /** Rejects when the hook rejects, or does not end in time: others must not wait for it. */
  private async report(run: RunRecord): Promise<void> {
    const inTime = await within(LIMIT_MS, Promise.resolve(this.hooked.get(run.kind)?.onSettled?.(run)));
    if (!inTime) throw new Error(`onSettled has not ended in ${LIMIT_MS / 1_000} s.`);
  }
}

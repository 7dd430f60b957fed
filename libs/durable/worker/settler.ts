import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import { Reader } from '../client/reader.js';
import * as sql from '../statements/settle.js';
import type { Database } from '../store/database.js';
import { runId } from '../store/rows.js';
import type { Workflow } from '../types.js';

const BATCH = 50;
const AGAIN_MS = 2_000;

/** Calls `onSettled` for every run that has ended, whoever ended it: its worker, a failed flow child, a cancellation. At least once. */
export class Settler {
  private readonly hooked: ReadonlyMap<string, Workflow>;
  private readonly reader: Reader;
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    workflows: readonly Workflow[],
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
    const taken = await this.database.query<{ id: string }>(sql.takeUnsettled, [[...this.hooked.keys()], BATCH, null]);
    for (const { id } of taken) await this.settleRun(id);
    return taken.length > 0;
  }

  private async settleRun(id: string): Promise<void> {
    const run = await this.reader.run(runId(id));
    if (!run) return;
    try {
      await this.hooked.get(run.kind)?.onSettled?.(run);
      await this.database.query(sql.markSettled, [id]);
    } catch (error) {
      this.logger.error({ err: error, runId: id }, 'onSettled failed and will be called again');
      await this.database.query(sql.settleLater, [id, AGAIN_MS]);
    }
  }
}

import type { Logger } from '../logger.js';
import * as sql from '../statements/claim.js';
import type { Database } from '../store/database.js';
import type { Claim } from './claim.js';

/**
 * How often a process takes back the crash of one run. A body that holds up its whole process (a loop, a call that blocks) is taken for dead
 * again and again, and must count as a crash in the end.
 */
const MOST = 5;
/** Runs it is counted of: those that ended elsewhere are never forgotten otherwise. */
const RUNS_COUNTED = 1_000;
/** Its slot waits for the answer. */
const PATIENCE_MS = 5_000;

/**
 * Owners that were taken for dead but live: a process that got no processor for longer than its lease. Its run
 * went to another one and a crash was counted; whoever finds that it lives takes the crash back, so that a busy machine makes no poison runs.
 */
export class FalseAlarms {
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /** This process lost the run to the next owner, and lives. */
  async takeBack({ id, epoch }: Pick<Claim, 'id' | 'epoch'>): Promise<void> {
    const times = (this.taken.get(id) ?? 0) + 1;
    if (times > MOST) return;
    // The run that was lost longest ago is the first.
    this.taken.delete(id);
    this.taken.set(id, times);
    const [oldest] = this.taken.keys();
    if (oldest !== undefined && this.taken.size > RUNS_COUNTED) this.taken.delete(oldest);
    try {
      await this.database.query(sql.takeBackCrash, [id, epoch], { patienceMs: PATIENCE_MS });
    } catch (error) {
      this.logger.warn({ err: error, runId: id }, 'a crash that was none stays counted');
    }
  }

  /** The run ended here. */
  forget(id: string): void {
    this.taken.delete(id);
  }
}

import { Fenced, TerminalError } from '../errors.js';
import * as sql from '../statements/journal.js';
import type { Database } from '../store/database.js';
import type { StepScope } from '../types.js';
import type { Claim } from './claim.js';
import { refuseBadName } from './step-keys.js';
import type { StepRunner } from './step-runner.js';

/** What the steps that undo are called, before the name of what they undo. */
export const UNDO = 'undo/';

export type Undo = (scope: StepScope) => Promise<void>;

/** Undoing must end while its worker lives: its retries stay in the process. */
const RETRY = { maxAttempts: 5, initialDelayMs: 500, maxDelayMs: 4_000 };

/** What a run has to undo when it does not complete. Registered anew by every replay; that there is something to undo is on the run's row. */
export class Compensation {
  private readonly undos: { readonly name: string; readonly undo: Undo }[] = [];
  private owed: boolean;

  constructor(
    private readonly database: Database,
    private readonly claim: Claim,
  ) {
    this.owed = claim.owes_undo;
  }

  get pending(): boolean {
    return this.undos.length > 0;
  }

  /** Registers a way back. The row is told first: a sleeping run that is cancelled must be woken to go it. Throws Fenced, TerminalError BAD_STEP_NAME. */
  async register(name: string, undo: Undo): Promise<void> {
    refuseBadName(`${UNDO}${name}`);
    if (!this.owed) {
      const rows = await this.database.query(sql.oweUndo, [this.claim.id, this.claim.epoch]);
      if (rows.length === 0) throw new Fenced('Another owner has taken this run.');
      this.owed = true;
    }
    this.undos.push({ name, undo });
  }

  /**
   * Undoes in reverse order; one that fails does not keep the others from being tried. `deadly`: the next one ended its worker again and again, and
   * counts as failed. Returns the names of those that failed.
   */
  async run(steps: StepRunner, deadly = false): Promise<string[]> {
    const failed: string[] = [];
    let skip = deadly;
    for (const { name, undo } of this.undos.toReversed()) {
      const body: Undo = async (scope) => {
        if (!skip) return undo(scope);
        skip = false;
        throw new TerminalError('Its worker ended again and again while it was under way.', 'POISON_RUN');
      };
      try {
        await steps.step(`${UNDO}${name}`, body, { retry: RETRY });
      } catch (error) {
        if (error instanceof Fenced) throw error;
        // The step is journaled with its error; the run's outcome names it.
        failed.push(name);
      }
    }
    return failed;
  }
}

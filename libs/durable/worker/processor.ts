import { DelayedError, UnrecoverableError, WaitingError, type Job } from 'bullmq';
import type { JobData } from '../dispatch/job.js';
import { promote } from '../dispatch/queues.js';
import * as dispatchSql from '../statements/dispatch.js';
import type { Database } from '../store/database.js';
import type { RunStatus } from '../types.js';
import type { Result } from './run-attempt.js';

/** As far ahead as an alarm is set when only an event can wake the run. BullMQ's timestamps end in 2039. */
const FAR_MS = 365 * 86_400_000;
const SOON_MS = 2_000;
const SOONEST_MS = 200;

/** What BullMQ is told when a job has done its part. */
export interface JobResult {
  readonly runId: string;
  readonly ok: boolean;
}

/** Turns what became of a run into what must become of its job. A run that waits keeps its job: ending it would release the parent in Redis. */
export class JobEnding {
  constructor(private readonly database: Database) {}

  async conclude(job: Job<JobData, JobResult>, token: string, result: Result): Promise<JobResult> {
    const { runId } = job.data;
    switch (result.kind) {
      case 'stored':
        if (result.stored === 'completed') return { runId, ok: true };
        throw new UnrecoverableError(`${result.stored}: ${result.message}`.slice(0, 300));
      case 'asleep':
        // By a clock that is ahead of Postgres, the time may have come already: it must not run in circles until it has.
        await job.moveToDelayed(
          Math.max(result.wakeAt?.getTime() ?? Date.now() + FAR_MS, Date.now() + SOONEST_MS),
          token,
        );
        await this.lookAgain(job);
        throw new DelayedError();
      case 'released':
        await job.moveToWait(token);
        throw new WaitingError();
      case 'disconnected':
        return this.later(job, token);
    }
  }

  /** Lets the job come again soon, or not before a moment. */
  async later(job: Job<JobData, JobResult>, token: string, at: Date | null = null): Promise<never> {
    await job.moveToDelayed(Math.max(Date.now() + SOON_MS, at?.getTime() ?? 0), token);
    throw new DelayedError();
  }

  /** Between the moment the journal said "asleep" and the moment the alarm was set, the run may have been woken or cancelled. */
  private async lookAgain(job: Job<JobData, JobResult>): Promise<void> {
    const [run] = await this.database.query<{ status: RunStatus }>(dispatchSql.jobOfRun, [job.data.runId]);
    if (run && run.status !== 'suspended' && run.status !== 'paused') await promote(job);
  }
}

import { randomUUID } from 'node:crypto';
import * as sql from '../statements/settle.js';
import type { Database } from '../store/database.js';

/** How long a silent reporter keeps the end of a run to itself, and how often it says that it is at work. */
export interface ReportLease {
  readonly leaseMs: number;
  readonly heartbeatMs: number;
}

/** The end of one run, taken to be reported: nobody else reports it and no retry takes it back while its reporter is at work. */
export class ReportClaim {
  private readonly heartbeat: NodeJS.Timeout;
  private renewing = Promise.resolve();

  private constructor(
    private readonly database: Database,
    private readonly id: string,
    private readonly claim: string,
    { leaseMs, heartbeatMs }: ReportLease,
  ) {
    this.heartbeat = setInterval(() => {
      this.renewing = this.renewing.then(() => this.renew(leaseMs));
    }, heartbeatMs);
  }

  /** Takes the end of a run. Null: another process has it, or there is nothing to report any more. */
  static async take(database: Database, id: string, lease: ReportLease): Promise<ReportClaim | null> {
    const claim = randomUUID();
    const taken = await database.query(sql.beginSettling, [id, lease.leaseMs, claim]);
    return taken.length > 0 ? new ReportClaim(database, id, claim, lease) : null;
  }

  /** The end is reported; one that came after this claim was lost is not. */
  async reported(): Promise<void> {
    await this.stop();
    await this.database.query(sql.markSettled, [this.id, this.claim]);
  }

  /** Lets go of an end that could not be reported; it is due again after a pause. */
  async release(againMs: number): Promise<void> {
    await this.stop();
    await this.database.query(sql.letSettle, [this.id, this.claim, againMs]);
  }

  private async stop(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.renewing;
  }

  /** One that fails may be made up for by the next; if none comes in time the claim is lost, which others find out. */
  private async renew(leaseMs: number): Promise<void> {
    await this.database
      .query(sql.renewSettling, [this.id, this.claim, leaseMs], { patienceMs: 0 })
      .catch(() => undefined);
  }
}

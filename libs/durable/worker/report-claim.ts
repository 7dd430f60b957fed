import * as sql from '../statements/settle.js';
import type { Database } from '../store/database.js';

/** How long a silent reporter keeps the end of a run to itself, and how often it says that it is at work. */
export interface ReportLease {
  readonly leaseMs: number;
  readonly heartbeatMs: number;
}

/** The end of one run, taken to be reported: nobody else reports it and no retry takes it back while its reporter is alive, however long that lasts. */
export class ReportClaim {
  private readonly heartbeat: NodeJS.Timeout;
  private renewing = Promise.resolve();

  private constructor(
    private readonly database: Database,
    private readonly id: string,
    private claim: string,
    { leaseMs, heartbeatMs }: ReportLease,
  ) {
    this.heartbeat = setInterval(() => {
      this.renewing = this.renewing.then(() => this.renew(leaseMs));
    }, heartbeatMs);
  }

  /** Takes the end of a run. Null: another process has it, or there is nothing to report any more. */
  static async take(database: Database, id: string, lease: ReportLease): Promise<ReportClaim | null> {
    const [taken] = await database.query<{ claim: string }>(sql.beginSettling, [id, lease.leaseMs]);
    return taken ? new ReportClaim(database, id, taken.claim, lease) : null;
  }

  /** The end is reported; one that came after this claim was lost is not. */
  async reported(): Promise<void> {
    await this.stop();
    await this.database.query(sql.markSettled, [this.id, this.claim]);
  }

  /** Lets go of an end that could not be reported. */
  async release(): Promise<void> {
    await this.stop();
    await this.database.query(sql.letSettle, [this.id, this.claim]);
  }

  private async stop(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.renewing;
  }

  /** A claim that was lost stays lost, and one that could not be renewed may last until the next beat. */
  private async renew(leaseMs: number): Promise<void> {
    const renewed = await this.database
      .query<{ claim: string }>(sql.renewSettling, [this.id, this.claim, leaseMs], { patienceMs: 0 })
      .catch(() => []);
    this.claim = renewed[0]?.claim ?? this.claim;
  }
}

import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Metered } from '../providers/ports.js';
import * as sql from './statements.js';

/** A step that may pay: its run and key make reservations and ledger rows unique. */
export interface PaidStep {
  readonly region: string;
  readonly runId: string;
  readonly rootId: string;
  readonly stepKey: string;
}
export interface Reservation {
  readonly step: PaidStep;
  readonly token: string;
}
export interface BudgetStatus {
  /** Today (UTC) by the ledger. */
  readonly spentMicroUsd: number;
  /** Held by calls that are under way, or whose end nobody has told yet. */
  readonly reservedMicroUsd: number;
  /** 0: no limit. */
  readonly limitMicroUsd: number;
}
export interface SpendingRow {
  readonly region: string;
  /** UTC day, `2026-11-21`. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly operation: string;
  readonly calls: number;
  readonly costMicroUsd: number;
}

/** The cost ledger and the daily limit of each region, across runs and workers. A day is a UTC day. */
export class Budget {
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: { readonly dailyLimitMicroUsd: number },
  ) {}

  /** What a region spent today and what it may spend. */
  async status(region: string): Promise<BudgetStatus> {
    const [row] = await this.dataSource.query<{ spent: string; reserved: string }[]>(sql.STATUS, [region]);
    return {
      spentMicroUsd: Number(row?.spent ?? 0),
      reservedMicroUsd: Number(row?.reserved ?? 0),
      limitMicroUsd: this.options.dailyLimitMicroUsd,
    };
  }

  /**
   * Reserves before a call; null when the day's limit would be passed. First books what earlier attempts and owners of the step left behind, and what
   * expired in its region: those calls may be charged for. Expires `lifetimeMs` later, and is booked then.
   */
  async reserve(step: PaidStep, amountMicroUsd: number, lifetimeMs: number): Promise<Reservation | null> {
    const { region, runId, stepKey, rootId } = step;
    const token = randomUUID();
    const amount = Math.max(0, Math.ceil(amountMicroUsd));
    const limit = this.options.dailyLimitMicroUsd;
    const granted = await this.alone(region, async (manager) => {
      await manager.query(sql.BOOK_LEFT_BEHIND, [region, runId, stepKey]);
      const parameters = [runId, stepKey, token, region, amount, limit, Math.round(lifetimeMs), rootId];
      return manager.query<{ token: string }[]>(sql.RESERVE, parameters);
    });
    return granted.length === 0 ? null : { step, token };
  }

  /** Gives back what an attempt had reserved whose call was not sent, or failed. */
  async release({ step, token }: Reservation): Promise<void> {
    await this.alone(step.region, (manager) => manager.query(sql.RELEASE, [token]));
  }

  /** Books what an attempt had reserved: its call was cut off, and may be charged for. */
  async forfeit({ step, token }: Reservation): Promise<void> {
    await this.alone(step.region, (manager) => manager.query(sql.FORFEIT, [token]));
  }

  /** Books what a call cost that came back when its step could not be journaled any more; nothing when the step was. */
  async bookLate({ step, token }: Reservation, { usage, costMicroUsd }: Metered<unknown>): Promise<void> {
    const { provider, model, operation, units } = usage;
    const parameters = [token, provider, model, operation, JSON.stringify(units), Math.ceil(costMicroUsd)];
    await this.alone(step.region, (manager) => manager.query(sql.BOOK_LATE, parameters));
  }

  /** What was paid for, by day, provider, model and operation. */
  async spending(filter: {
    readonly region?: string;
    readonly rootId?: string;
    readonly sinceDay?: string;
  }): Promise<SpendingRow[]> {
    const parameters = [filter.region ?? null, filter.rootId ?? null, filter.sinceDay ?? null];
    const rows = await this.dataSource.query<(Omit<SpendingRow, 'costMicroUsd'> & { cost: string })[]>(
      sql.SPENDING,
      parameters,
    );
    return rows.map(({ cost, ...row }) => ({ ...row, costMicroUsd: Number(cost) }));
  }

  /** Housekeeping: books what expired, in all regions. Their workers died, and their calls may be charged for. */
  async sweep(): Promise<void> {
    const regions = await this.dataSource.query<{ region: string }[]>(sql.REGIONS_WITH_EXPIRED);
    for (const { region } of regions) {
      await this.alone(region, (manager) => manager.query(sql.BOOK_EXPIRED, [region]));
    }
  }

  /** Does `work` while nobody else reserves or books in the region. */
  private alone<T>(region: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(sql.LOCK_REGION, [region]);
      return work(manager);
    });
  }
}

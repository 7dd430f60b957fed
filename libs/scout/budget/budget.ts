import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { FORFEIT, LOCK_REGION, RELEASE, RESERVE, SPENDING, STATUS, SWEEP } from './statements.js';

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
  /** Held by calls that are under way. */
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
    const [row] = await this.dataSource.query<{ spent: string; reserved: string }[]>(STATUS, [region]);
    return {
      spentMicroUsd: Number(row?.spent ?? 0),
      reservedMicroUsd: Number(row?.reserved ?? 0),
      limitMicroUsd: this.options.dailyLimitMicroUsd,
    };
  }

  /** Reserves before a call; null when the day's limit would be passed. Expires by itself after `lifetimeMs`. */
  async reserve(step: PaidStep, amountMicroUsd: number, lifetimeMs: number): Promise<Reservation | null> {
    const token = randomUUID();
    const amount = Math.max(0, Math.ceil(amountMicroUsd));
    const limit = this.options.dailyLimitMicroUsd;
    const granted = await this.dataSource.transaction(async (manager) => {
      await manager.query(LOCK_REGION, [step.region]);
      const parameters = [step.runId, step.stepKey, token, step.region, amount, limit, Math.round(lifetimeMs)];
      return manager.query<{ token: string }[]>(RESERVE, parameters);
    });
    return granted.length === 0 ? null : { step, token };
  }

  /** Gives back what a failed attempt had reserved. */
  async release(reservation: Reservation): Promise<void> {
    const { step, token } = reservation;
    await this.dataSource.query(RELEASE, [step.runId, step.stepKey, token]);
  }

  /** Books what an attempt had reserved: its call was cut off, and may be charged for. */
  async forfeit(reservation: Reservation): Promise<void> {
    const { step, token } = reservation;
    await this.dataSource.query(FORFEIT, [step.runId, step.stepKey, token, step.rootId]);
  }

  /** What was paid for, by day, provider, model and operation. */
  async spending(filter: {
    readonly region?: string;
    readonly rootId?: string;
    readonly sinceDay?: string;
  }): Promise<SpendingRow[]> {
    const parameters = [filter.region ?? null, filter.rootId ?? null, filter.sinceDay ?? null];
    const rows = await this.dataSource.query<(Omit<SpendingRow, 'costMicroUsd'> & { cost: string })[]>(
      SPENDING,
      parameters,
    );
    return rows.map(({ cost, ...row }) => ({ ...row, costMicroUsd: Number(cost) }));
  }

  /** Housekeeping: removes reservations that expired long ago. */
  async sweep(): Promise<void> {
    await this.dataSource.query(SWEEP);
  }
}

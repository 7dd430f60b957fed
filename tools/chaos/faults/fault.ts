import type { Redis } from 'ioredis';
import type pg from 'pg';
import type { ChaosSystem } from '../system/chaos-system.js';
import type { PlannedFault } from '../schedule.js';

/** What faults are injected into. */
export interface Target {
  readonly system: ChaosSystem;
  /** Pool of the synthetic database, past all links. */
  readonly synthetic: pg.Pool;
  readonly redis: Redis;
  /** Prefix of the synthetic queues. */
  readonly prefix: string;
}

/** What a fault did. `pid`: the process that was hit. */
export interface Done {
  readonly pid: number | null;
  readonly detail: string;
}

/** Injects one fault and resolves when it is over. Rejects when it could not be done. */
export type Inject = (fault: PlannedFault, target: Target) => Promise<Done>;

/** Options of a fault's timer: a program that was interrupted does not stay for the end of a fault. */
export const UNHELD = { ref: false } as const;

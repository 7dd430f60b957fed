import { randomUUID } from 'node:crypto';
import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type { GeoPoint } from '../model.js';
import { SET_TASK_STATUS, TASKS, UPSERT_TASKS } from './scout-task.statements.js';

export type ScoutTaskSource = 'manual' | 'beacon' | 'demand' | 'schedule';
export type ScoutTaskStatus = 'pending' | 'running' | 'completed' | 'cancelled';

/** Somewhere that should be scouted. */
export interface NewScoutTask {
  /** What it is about; with the source it identifies the task in its region: a geohash cell, a place's name. */
  readonly key: string;
  readonly source: ScoutTaskSource;
  /** Text to scout with: a place's name. */
  readonly query: string;
  readonly center: GeoPoint | null;
  readonly radiusKm: number | null;
  /** 0–1, higher first. */
  readonly priority: number;
  readonly reason: string;
}
export interface ScoutTask extends NewScoutTask {
  readonly id: string;
  /** Region it came from. */
  readonly region: string;
  readonly status: ScoutTaskStatus;
  readonly createdAt: string;
  readonly completedAt: string | null;
}

/** Tasks that ask for a region to be scouted; beacons are the ones the supervisor raises. */
export class ScoutTaskRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Adds the tasks not yet known by source and key; returns those that are new. */
  async upsert(region: string, tasks: readonly NewScoutTask[]): Promise<ScoutTask[]> {
    const rows = await this.db.write<{ task: ScoutTask }>(UPSERT_TASKS, {
      region,
      call: randomUUID(),
      now: new Date().toISOString(),
      rows: tasks.map((task) => ({
        ...task,
        id: deterministicId('task', region, task.source, task.key),
        latitude: task.center?.latitude ?? null,
        longitude: task.center?.longitude ?? null,
      })),
    });
    return rows.map((row) => row.task);
  }

  /** Up to 1000 tasks, highest priority first. */
  async list(filter: { readonly region?: string; readonly status?: ScoutTaskStatus } = {}): Promise<ScoutTask[]> {
    const rows = await this.db.read<{ task: ScoutTask }>(TASKS, {
      region: filter.region ?? null,
      status: filter.status ?? null,
    });
    return rows.map((row) => row.task);
  }

  /** Ends tasks; returns how many exist of those named. */
  async complete(ids: readonly string[]): Promise<number> {
    return this.setStatus(ids, 'completed');
  }

  /** Sets the status of tasks; returns how many exist of those named. */
  async setStatus(ids: readonly string[], status: ScoutTaskStatus): Promise<number> {
    const rows = await this.db.write<{ changed: number }>(SET_TASK_STATUS, {
      ids,
      status,
      now: new Date().toISOString(),
    });
    return rows[0]?.changed ?? 0;
  }
}

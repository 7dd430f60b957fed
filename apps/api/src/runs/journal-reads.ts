import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { RunError, RunStatus } from '#durable';
import { ApiError } from '../graphql/api-error.js';
import { connection, pageSize, type Connection } from '../graphql/connection.js';
import { POOL } from '../stores/tokens.js';
import {
  EVENT_COUNT,
  EVENT_PAGE,
  EVENT_PAGE_NEWEST_FIRST,
  FAILED_ATTEMPTS,
  FAILED_JOBS,
  FORKED_STEP_IN,
  FORKS_OF,
  LAST_COMPLETED,
  LATEST_BY_WORKFLOW,
  NAMED_RUNS,
  RETRYING_STEP,
  ROOT_RUN_COUNT,
  ROOT_RUN_IDS,
  STEP_COUNT,
  STEP_PAGE,
  TREE_STATE,
  UNREAD_PAGES,
  WAITS,
} from './journal.statements.js';
import { FAILURES_NAMED, failuresOf, type FailedJob, type UnreadPages } from './failures.js';
import { presentPart, presentStep, type NamedRun, type StepState } from './present-run.js';
import type { RunEventType, RunFailures, RunPart, Step, StepAttempt } from './run.types.js';
import type { WaitState } from './waits.js';

interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}
export interface RootRunFilter {
  readonly region: string | null;
  readonly statuses: readonly string[] | null;
  readonly workflows: readonly string[] | null;
}
/** Where a tree stands, told by its parts. */
export interface TreeState {
  readonly id: string;
  /** Of the whole, as people mean it. */
  readonly status: RunStatus;
  readonly startedAt: Date | null;
  readonly nowDoing: string | null;
  readonly error: RunError | null;
}
/** Which step of which run. */
export interface StepPlace {
  readonly runId: string;
  readonly key: string;
}
type EventPlaceRow = { readonly tx: string; readonly id: string };
type StepRow = StepState & { readonly workflow: string; readonly startedText: string };

/** Lists of runs, steps and events, by pages. */
@Injectable()
export class JournalReads {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Ids of root runs, newest first. */
  async rootRuns(filter: RootRunFilter, page: PageRequest): Promise<Connection<string>> {
    const size = pageSize(page.first);
    const values = [filter.region, filter.statuses, filter.workflows];
    const [ids, count] = await Promise.all([
      this.pool.query<{ id: string }>(ROOT_RUN_IDS, [...values, readCursor(page.after, 1)?.[0] ?? null, size + 1]),
      this.pool.query<{ total: number }>(ROOT_RUN_COUNT, values),
    ]);
    return pageOf(
      ids.rows,
      page,
      size,
      count.rows[0]?.total,
      ({ id }) => id,
      ({ id }) => cursor([id]),
    );
  }

  /** Steps in the order they were begun. */
  async steps(
    runId: string,
    page: PageRequest & { readonly failedOnly: boolean; readonly deep: boolean },
  ): Promise<Connection<Step>> {
    const size = pageSize(page.first);
    const values = [runId, page.deep, page.failedOnly];
    const from = readCursor(page.after, 3) ?? [null, null, null];
    const [steps, count] = await Promise.all([
      this.pool.query<StepRow>(STEP_PAGE, [...values, ...from, size + 1]),
      this.pool.query<{ total: number }>(STEP_COUNT, values),
    ]);
    return pageOf(
      steps.rows,
      page,
      size,
      count.rows[0]?.total,
      (row) => presentStep(row, row.workflow),
      (row) => cursor([row.startedText, row.runId, row.key]),
    );
  }

  /** A step that failed and will be tried again; null when it is none. */
  async retryingStep(runId: string, key: string): Promise<Step | null> {
    const { rows } = await this.pool.query<StepRow>(RETRYING_STEP, [runId, key]);
    return rows[0] === undefined ? null : presentStep(rows[0], rows[0].workflow);
  }

  /** Attempts after which steps were, or will be, tried again; one list for each step, in their order. */
  async failedAttempts(steps: readonly StepPlace[]): Promise<StepAttempt[][]> {
    const values = [steps.map(({ runId }) => runId), steps.map(({ key }) => key)];
    const { rows } = await this.pool.query<StepAttempt & StepPlace>(FAILED_ATTEMPTS, values);
    return steps.map(({ runId, key }) => rows.filter((row) => row.runId === runId && row.key === key));
  }

  /** What a run could not read while it went on: sources and pages. */
  async failures(run: { readonly id: string; readonly rootId: string }): Promise<RunFailures> {
    const [jobs, unread] = await Promise.all([
      this.pool.query<FailedJob>(FAILED_JOBS, [run.id, run.rootId, FAILURES_NAMED]),
      this.pool.query<UnreadPages>(UNREAD_PAGES, [run.id, run.rootId]),
    ]);
    return failuresOf(jobs.rows, unread.rows);
  }

  /** Ids of the runs that were branched from one. */
  async forksOf(runId: string): Promise<string[]> {
    return (await this.pool.query<{ id: string }>(FORKS_OF, [runId])).rows.map(({ id }) => id);
  }

  /** Key of the step that a forked tree was branched at; null when it was not. */
  async forkedStepIn(rootId: string): Promise<string | null> {
    return (await this.pool.query<{ step: string }>(FORKED_STEP_IN, [rootId])).rows[0]?.step ?? null;
  }

  /** What runs wait for, by run id. */
  async waits(ids: readonly string[]): Promise<ReadonlyMap<string, WaitState>> {
    const { rows } = await this.pool.query<WaitState>(WAITS, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What runs are called, by run id. */
  async parts(ids: readonly string[]): Promise<ReadonlyMap<string, RunPart>> {
    const { rows } = await this.pool.query<NamedRun>(NAMED_RUNS, [ids]);
    return new Map(rows.map((row) => [row.id, presentPart(row)]));
  }

  /** Events in the order of the live stream, or newest first. */
  async events(
    run: { readonly id: string; readonly rootId: string },
    page: PageRequest & { readonly newestFirst: boolean },
  ): Promise<Connection<RunEventType>> {
    const size = pageSize(page.first);
    const from = readCursor(page.after, 2) ?? [null, null];
    if (from.some((part) => part !== null && !/^-?\d{1,18}$/.test(part))) throw badCursor();
    const statement = page.newestFirst ? EVENT_PAGE_NEWEST_FIRST : EVENT_PAGE;
    const [events, count] = await Promise.all([
      this.pool.query<RunEventType & EventPlaceRow>(statement, [run.id, run.rootId, ...from, size + 1]),
      this.pool.query<{ total: number }>(EVENT_COUNT, [run.id, run.rootId]),
    ]);
    return pageOf(
      events.rows,
      page,
      size,
      count.rows[0]?.total,
      (row) => row,
      (row) => cursor([row.tx, row.id]),
    );
  }

  /** State of the trees under these roots, by root id; a root without parts has none. */
  async trees(rootIds: readonly string[]): Promise<ReadonlyMap<string, TreeState>> {
    const { rows } = await this.pool.query<TreeState>(TREE_STATE, [rootIds]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Id of the newest run by `region/workflow`. */
  async latest(regions: readonly string[], workflows: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ region: string; workflow: string; id: string }>(LATEST_BY_WORKFLOW, [
      regions,
      workflows,
    ]);
    return new Map(rows.map((row) => [`${row.region}/${row.workflow}`, row.id]));
  }

  /** When each region's last completed run ended. */
  async lastCompleted(regions: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const { rows } = await this.pool.query<{ region: string; at: Date }>(LAST_COMPLETED, [regions]);
    return new Map(rows.map((row) => [row.region, row.at]));
  }
}

function pageOf<R, T>(
  rows: readonly R[],
  page: PageRequest,
  size: number,
  total: number | undefined,
  present: (row: R) => T,
  cursorOf: (row: R) => string,
): Connection<T> {
  const cursors = new Map<T, string>();
  const items = rows.slice(0, size).map((row) => {
    const item = present(row);
    cursors.set(item, cursorOf(row));
    return item;
  });
  return connection({
    items,
    totalCount: total ?? 0,
    hasNextPage: rows.length > size,
    hasPreviousPage: Boolean(page.after),
    cursorOf: (item) => cursors.get(item) ?? '',
  });
}

function cursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Parts of a cursor made by `cursor`; null without one. */
function readCursor(text: string | null | undefined, parts: number): string[] | null {
  if (text === undefined || text === null || text === '') return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === parts && read.every((part) => typeof part === 'string')) return read;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw badCursor();
}

function badCursor(): ApiError {
  return new ApiError(
    'BAD_USER_INPUT',
    'This cursor is none of this list: pass the endCursor of an earlier page, or none.',
  );
}

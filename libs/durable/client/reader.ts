import { Refusal } from '../errors.js';
import { withOpenDescendants } from '../statements/cancel.js';
import * as sql from '../statements/read.js';
import type { Database } from '../store/database.js';
import { toRunRecord, toStepRecord, type RunRow, type StepRow } from '../store/rows.js';
import type { Json, Page, RunId, RunRecord, RunStatus, StepRecord } from '../types.js';

export interface RunFilter {
  readonly objectKey?: string | undefined;
  /** Leaves out flow nodes and fan-out children. */
  readonly rootOnly?: boolean | undefined;
  readonly status?: readonly RunStatus[] | undefined;
}

export interface StepDetail extends StepRecord {
  readonly input: Json;
  readonly output: Json;
  /** Whether the step was journaled with an input: only that can be edited in a fork. */
  readonly hasInput: boolean;
}

const MAX_PAGE = 500;
const clamp = (first: number): number => Math.min(Math.max(first, 1), MAX_PAGE);

/** Reads runs and steps from the journal. */
export class Reader {
  constructor(private readonly database: Database) {}

  async run(id: RunId): Promise<RunRecord | null> {
    const [row] = await this.database.query<RunRow>(sql.runById, [id]);
    return row ? toRunRecord(row) : null;
  }

  /** Newest first, at most 500 a page. Throws Refusal BAD_CURSOR. */
  async runs({
    objectKey,
    rootOnly,
    status,
    first,
    after,
  }: RunFilter & Page): Promise<{ runs: RunRecord[]; next: string | null }> {
    const limit = clamp(first);
    const [before = null] = placeOf(after, /^(-?\d{1,18})$/);
    const values = [objectKey ?? null, rootOnly ?? false, status ?? null, limit, before];
    const rows = await this.database.query<RunRow>(sql.listRuns, values);
    return { runs: rows.map(toRunRecord), next: rows.length === limit ? (rows.at(-1)?.admitted ?? null) : null };
  }

  async children(id: RunId): Promise<RunRecord[]> {
    return (await this.database.query<RunRow>(sql.childrenOf, [id])).map(toRunRecord);
  }

  async descendants(rootId: RunId): Promise<RunRecord[]> {
    return (await this.database.query<RunRow>(sql.descendantsOf, [rootId])).map(toRunRecord);
  }

  async withOpenDescendants(ids: readonly RunId[]): Promise<ReadonlySet<string>> {
    return new Set((await this.database.query<{ id: string }>(withOpenDescendants, [ids])).map(({ id }) => id));
  }

  /** In the order of asking, after `SEQ~KEY` of the last one that is known. Throws Refusal BAD_CURSOR. */
  async steps(id: RunId, { first, after }: Page, failedOnly: boolean): Promise<StepRecord[]> {
    const [seq = null, key = null] = placeOf(after, /^(\d{1,9})~(.*)$/s);
    const rows = await this.database.query<StepRow>(sql.listSteps, [id, failedOnly, clamp(first), seq, key]);
    return rows.map(toStepRecord);
  }

  async step(id: RunId, key: string): Promise<StepDetail | null> {
    const [row] = await this.database.query<StepRow & { input: Json; output: Json; has_input: boolean }>(
      sql.stepByKey,
      [id, key],
    );
    return row ? { ...toStepRecord(row), input: row.input, output: row.output, hasInput: row.has_input } : null;
  }
}

/** The parts of a place to read on from; none for the beginning. */
function placeOf(after: string | undefined, form: RegExp): string[] {
  if (after === undefined) return [];
  const parts = form.exec(after);
  if (!parts)
    throw new Refusal('BAD_CURSOR', `"${after}" is no place in this list.`, 'Send what the page before gave.');
  return parts.slice(1);
}

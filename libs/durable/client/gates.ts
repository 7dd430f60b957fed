import { Refusal } from '../errors.js';
import * as finishSql from '../statements/finish.js';
import * as sql from '../statements/promise.js';
import { OPEN_STATUSES } from '../statuses.js';
import type { Database } from '../store/database.js';
import { toPayload } from '../store/payload.js';
import { runId } from '../store/rows.js';
import type { GateRecord, Json, RunId, RunStatus } from '../types.js';

/**
 * Resolves what a run waits for, and wakes it. Throws Refusal RUN_NOT_FOUND, NOT_RUNNING, GATE_NOT_FOUND, GATE_RESOLVED, GATE_EXPIRED.
 * The run's row is held, as it is when the run goes to sleep: whoever comes second sees the other.
 */
export async function resolveGate(
  database: Database,
  id: RunId,
  name: string,
  value: Json,
  resolver: string | null,
): Promise<void> {
  const { inline, blob } = toPayload(value, `The answer to "${name}"`);
  await database.transaction(async (run) => {
    const [owner] = await run<{ status: RunStatus }>(finishSql.lockRun, [id]);
    if (!owner) throw new Refusal('RUN_NOT_FOUND', `There is no run "${id}".`, 'Look it up in the list of runs.');
    const ended = !OPEN_STATUSES.has(owner.status);
    const [resolved] = ended ? [] : await run(sql.resolvePromise, [id, name, inline ?? blob, resolver]);
    if (!resolved) throw await whyNot();
    await run(sql.tellResolved, [id, name, resolver]);
    await run(sql.wakeForPromise, [id, name]);

    async function whyNot(): Promise<Refusal> {
      const [promise] = await run<{ state: GateRecord['state'] }>(sql.promiseState, [id, name]);
      if (!promise)
        return new Refusal('GATE_NOT_FOUND', `Run ${id} does not wait for "${name}".`, 'Look at what it waits for.');
      if (promise.state === 'resolved')
        return new Refusal('GATE_RESOLVED', `"${name}" of run ${id} was resolved before.`, 'The first answer stands.');
      return !ended
        ? new Refusal(
            'GATE_EXPIRED',
            `The time for "${name}" of run ${id} is over.`,
            'Fork or retry the run to ask again.',
          )
        : new Refusal('NOT_RUNNING', `Run ${id} has ended.`, 'Only a run that has not ended can be answered.');
    }
  });
}

interface GateRow {
  run_id: string;
  name: string;
  state: GateRecord['state'];
  about: Json;
  value: Json;
  resolver: string | null;
  created_at: Date;
  expires_at: Date;
  resolved_at: Date | null;
}

/** What a run waits for or waited for, in the order of asking. */
export async function gatesOf(database: Database, id: RunId): Promise<GateRecord[]> {
  return (await database.query<GateRow>(sql.promisesOf, [id])).map((row) => ({
    runId: runId(row.run_id),
    name: row.name,
    state: row.state,
    about: row.about,
    value: row.value,
    resolver: row.resolver,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    resolvedAt: row.resolved_at,
  }));
}
